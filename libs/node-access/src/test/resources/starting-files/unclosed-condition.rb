if true
  puts 1
