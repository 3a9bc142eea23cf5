gitlab_rails["env"] = {
    # the proxy of the data centre
    'http_proxy' => "http://proxy:3128", # do not touch

    :RAILS_ENV  =>  'production'   # last
} # end
puma['port'] = 1
