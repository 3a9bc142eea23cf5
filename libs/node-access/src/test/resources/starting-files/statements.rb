a = { if: 1, :end => 2 } unless b = nil
self.class
def g(x)
  return 1 if x
  case x when 1 then 2 end
end
while b do
  g 1
end
until true
  g { |z| z }
end
if g(nil) then g 1 else g 2 end
h = if b
  1
end
puts 1, \
  2
puts $1, $!, @b, 1.5, 1_000, 0x1f, :'s t', :"q"
gitlab_rails['env'] = { 'A' => 'b' }
