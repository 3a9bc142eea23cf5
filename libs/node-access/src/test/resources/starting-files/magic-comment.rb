# -*- coding: utf-8 -*-
# ä
gitlab_rails['env'] = { 'A' => 'b' }
