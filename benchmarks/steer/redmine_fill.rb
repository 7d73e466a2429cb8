# Fills a fresh Redmine: ISSUES issues over PROJECTS projects, and one person who may see them all.
# ruby redmine_fill.rb ISSUES PROJECTS LOGIN PASSWORD, in Redmine's folder.
require File.expand_path('config/environment', Dir.pwd)

issues, projects = ARGV[0].to_i, ARGV[1].to_i
now = Time.now
tracker = Tracker.first
status = IssueStatus.first
priority = IssuePriority.first
role = Role.where(builtin: 0).first
who = User.new(firstname: 'Sanne', lastname: 'Bench', mail: 'sanne@redmine.example', language: 'nl')
who.login = ARGV[2]
who.password = ARGV[3]
who.save!

Project.insert_all!((1..projects).map do |at|
  { id: at, name: "Gemeente #{at}", identifier: "p#{at}", is_public: false, status: 1, lft: 2 * at - 1, rgt: 2 * at,
    created_on: now, updated_on: now }
end)
EnabledModule.insert_all!((1..projects).map { |at| { project_id: at, name: 'issue_tracking' } })
ActiveRecord::Base.connection.execute(
  "INSERT INTO projects_trackers (project_id, tracker_id) SELECT id, #{tracker.id} FROM projects"
)
Member.insert_all!((1..projects).map { |at| { id: at, user_id: who.id, project_id: at, created_on: now } })
MemberRole.insert_all!((1..projects).map { |at| { member_id: at, role_id: role.id } })
(1..issues).each_slice(1000) do |some|
  Issue.insert_all!(some.map do |at|
    { id: at, project_id: (at - 1) % projects + 1, tracker_id: tracker.id, status_id: status.id,
      priority_id: priority.id, author_id: who.id, assigned_to_id: who.id, root_id: at, lft: 1, rgt: 2,
      subject: "Programma #{at} voor betere dienstverlening", description: 'Het team legt vast. ' * 10,
      start_date: now.to_date - at % 500, due_date: now.to_date + at % 300, done_ratio: at % 11 * 10,
      created_on: now, updated_on: now - at }
  end)
end
ActiveRecord::Base.connection.execute('ANALYZE')
puts "#{Issue.count} issues, #{Project.count} projects"
