external_url 'https://gitlab.example.com'
from_file '@ETC@/persistent.rb'