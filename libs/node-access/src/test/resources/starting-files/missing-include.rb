from_file '/nonexistent/gitlab.rb'
