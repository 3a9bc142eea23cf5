# encoding: utf-16
gitlab_rails["env"] = { "A" => "b" }
