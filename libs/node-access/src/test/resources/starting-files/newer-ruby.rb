config = { name: 'x', sizes: [1, 2] }
case config
in { name: String => name, sizes: [first, *] }
  gitlab_rails['env'] = { 'NAME' => name, 'FIRST' => first.to_s }
end
def double(x) = x * 2
gitlab_rails['env']['D'] = double(2)&.to_s
gitlab_rails['env']['S'] = [1, 2].map { _1 + 1 }.sum
