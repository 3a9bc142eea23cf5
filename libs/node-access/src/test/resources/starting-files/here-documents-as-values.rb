gitlab_rails['env'] = {
  'A' => <<~ONE,
    }, 'x' => {
  ONE
  'B' => <<-'TWO'.strip
    #{1}
    TWO
}
