=begin
no end
