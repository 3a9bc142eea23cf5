	gitlab_rails['env']	=	{	'A'	=>	'b'	}	


	puts 1
