# encoding: foo-bar
gitlab_rails["env"] = { "A" => "b" }
