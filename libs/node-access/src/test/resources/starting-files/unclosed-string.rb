puts 'no end
