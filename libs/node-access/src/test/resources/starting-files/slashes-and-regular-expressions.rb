a = 6 / 2 # ' is no string here
b = 9
c = b / 3
d = /it's #{'/'}/ =~ 'x'
e = c ? 'x' : ?"
f = 10 % 3
gitlab_rails['env'] = { 'A' => 'b' }
