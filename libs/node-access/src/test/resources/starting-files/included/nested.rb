from_file '@ETC@/persistent.rb'
from_file '@ETC@/second.rb'
