### Texts of: find
find-title = Search
find-placeholder = Organizations, projects, jobs, exhibits …
find-hint = Search everything that is open to you: booths with their exhibits, projects, job postings and fairs, sessions, activities, news, and help articles. English and Chinese words both work.
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
