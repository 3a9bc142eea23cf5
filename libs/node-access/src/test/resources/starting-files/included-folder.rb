Dir.glob('@ETC@/conf.d/*.rb').sort.each { |file| from_file file }
