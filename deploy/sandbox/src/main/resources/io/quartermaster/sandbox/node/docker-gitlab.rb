# What the stand-in of a container evaluates: the settings of the environment first, then
# gitlab.rb, as GitLab's Docker image does.
manage_accounts['enable'] = false
package['detect_init'] = false

eval ENV['GITLAB_OMNIBUS_CONFIG'].to_s

from_file('@ROOT@/etc/gitlab/gitlab.rb') if File.exist?('@ROOT@/etc/gitlab/gitlab.rb')
