### Texts of: find
find-title = Search
find-placeholder = Organizations, projects, jobs, exhibits …
find-hint = Search everything that is open to you: booths with their exhibits, projects, job postings and fairs, sessions and speakers, activities, news, help articles, and what the organizer says about the event. English and Chinese words both work.
find-kinds = Kinds
find-found =
    { $n ->
        [0] Nothing found
        [one] { $n } found
       *[other] { $n } found
    }
find-all = All ({ $n })
find-booths = Booths ({ $n })
find-postings = Jobs ({ $n })
find-fairs = Job fairs ({ $n })
find-activities = Activities ({ $n })
find-news = News ({ $n })
find-projects = Projects ({ $n })
find-articles = Help ({ $n })
find-kind-project = Project
find-kind-article = Help
find-kind-booth = Booth
find-kind-posting = Job
find-kind-fair = Job fair
find-kind-activity = Activity
find-kind-news = News
find-fuzzy = Nothing is written exactly like that; these come close.
find-none-title = Nothing found
find-none-text = Try fewer words, or another spelling.
find-none-button = To the lobby
find-speakers = Speakers ({ $n })
find-pages = About the event ({ $n })
find-kind-speaker = Speaker
find-kind-page = About the event
find-all-booths = All { $n } booths
find-all-projects = All { $n } projects
find-all-postings = All { $n } jobs
find-all-fairs = All { $n } job fairs
find-all-articles = All { $n } help articles
find-all-sessions = All { $n } sessions
find-all-speakers = All { $n } speakers
find-all-activities = All { $n } activities
find-all-news = All { $n } news items
find-all-pages = All { $n } pages
find-exhibits = Shows:
find-none-of-kind = Nothing of this kind; look at what was found elsewhere.
find-none-zones = Or look around in a zone:
find-suggestions = Suggestions
find-suggestions-count =
    { $n ->
        [one] { $n } suggestion
       *[other] { $n } suggestions
    }
find-suggest-all = All with “{ $q }”
postings-feed-title = New positions
