gitlab_rails['env']['TWENTY'] = '20'
