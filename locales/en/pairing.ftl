# Projects that are offered and asked for.

# States of a project
project-state-draft = Draft
project-state-published = Open
project-state-matched = Counterpart found
project-state-closed = Completed
project-state-expired = Expired
project-state-suspended = Hidden by the organizer
project-state-withdrawn = Withdrawn

# What a project is after
project-kind-technology-offer = Technology offered
project-kind-technology-request = Technology wanted
project-kind-investment-sought = Investment sought
project-kind-investment-offered = Investment offered
project-kind-cooperation = Research cooperation

# How its ideas are protected
project-ip-none = Nothing to protect
project-ip-secret = Trade secret
project-ip-pending = Patent applied for
project-ip-granted = Patent granted
project-ip-open = Open source or open data
project-ip-licensed = Under licence

# Who is looked for
project-partner-company = Company
project-partner-startup = Start-up
project-partner-university = University
project-partner-institute = Research institute
project-partner-investor = Investor
project-partner-public-body = City or public body

# How much money it is about
project-budget-untold = Not told
project-budget-to-100k = Up to USD 100,000
project-budget-to-500k = USD 100,000 to 500,000
project-budget-to-2m = USD 500,000 to 2 million
project-budget-to-10m = USD 2 to 10 million
project-budget-over-10m = Over USD 10 million

# Who reads the attachments
project-disclosure-accepted = Whose interest we have accepted
project-disclosure-undertaking = Also who has undertaken to keep them confidential
