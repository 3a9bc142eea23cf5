puts <<-EOS
no end
