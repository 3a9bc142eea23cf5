from_file '@ETC@/nested.rb'
