# <% if production %>
gitlab_rails['env'] = { 'A' => '<%= @a %>', 'B' => '{{ b }}', 'C' => '${C}' }
# <% end %>
