eval(File.read('@ETC@/persistent.rb'))
