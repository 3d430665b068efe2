# Screening questions, answers, anonymous applications, the promise to answer.
screening-title = Screening questions
screening-text = Everybody who applies is asked the same. What you look for marks the answers for you and refuses nobody.
screening-none = No questions yet
screening-none-text = Ask for what matters, ten questions at most. They are frozen once the posting is open.
question-new = Add a question
question-change = Change
question-remove = Remove
question-save = Save the question
question-label = Question in English
question-label-zh = Question in Chinese
question-kind = How it is answered
question-kind-yes-no = Yes or no
question-kind-choice = One of several options
question-kind-number = A whole number
question-kind-text = In words
question-required = Must be answered
question-options = Options
question-options-hint = One a line, of a question with several options.
question-wanted = What you look for
question-wanted-hint = Leave it empty where every answer will do. Applicants do not see it.
question-wanted-answer = Yes or no
question-wanted-any = Either
question-wanted-options = Options that suit, one a line
question-wanted-least = At least
question-wanted-is = Looked for: { $wanted }
question-yes = Yes
question-no = No
question-choose = Please choose
question-any-answer = Any answer
question-all-fit = Everything suits
question-at-least = { $question } – at least …
question-with-words = { $question } – with the words …
question-typed = At least, or words
answers-title = Answers
answers-ask = Questions of the organization
answer-none = not answered
answer-fits = suits
answer-fits-not = does not suit
flash-question-saved = The question is saved.
flash-question-removed = The question is removed.
error-question-frozen = The posting is or was open: its questions stay as they are.
error-question-most = A posting has ten questions at most.
error-question-options = Please give at least two options, each different.
error-question-many-options = { $n ->
    [one] A question has { $n } option at most.
   *[other] A question has { $n } options at most.
}
error-question-wanted = What you look for must be among the options, letter by letter.
posting-anonymous = Read applications without names at first
posting-anonymous-hint = Name, photo, mail and résumé stay hidden until you shortlist an applicant. Fixed once the posting is open.
posting-is-anonymous = Applications are read without names until you are shortlisted.
posting-response-kept = { $n ->
    [one] The organization answered { $n } of 100 applications in time lately.
   *[other] The organization answered { $n } of 100 applications in time lately.
}
application-anonymous = They see your name, photo, mail and résumé only once you are shortlisted; please do not write your name into the letter or the answers.
applicant-unnamed = Applicant { $code }
applicant-hidden = Name, mail and résumé of the applicant are hidden until you shortlist them. Messages open then too.
applicant-is-hidden = The organization does not see your name, mail and résumé until you are shortlisted. Messages open then too.
application-conversation-hidden = Messages open once the applicant is shortlisted: until then the organization is not to know who applies.
notice-application-inactive = { $organization } has not answered your application for “{ $posting }” in the time it promised
notice-application-inactive-detail = The application is set aside. The organization can still pick it up again, and you are told then; you may withdraw it.
notice-application-due = Applications for “{ $posting }” await the answer you promised, in two days at the latest
application-due = Answer promised by { $when }
