# Who is here, and what each shows of it.
presence-title = Who is here
presence-search = Name
presence-all = Everybody
presence-on-duty = On duty
presence-talking = In conversation
presence-busy = Busy
presence-away = Away
presence-here = Here
presence-none = Nobody shows that they are here
presence-none-text = Whoever opens this room and shows their name stands in this list.
presence-back = To the room
presence-found-none = Nobody like that is here
presence-found-none-text = Try part of the name, or look at everybody.
presence-show-all = Show everybody
presence-own = What others see of me
presence-count = { $n ->
    [one] 1 person
   *[other] { $n } people
}
presence-unnamed = { $n ->
    [one] 1 more is here without showing a name.
   *[other] { $n } more are here without showing a name.
}
presence-now = { $n ->
    [one] person here now
   *[other] people here now
}
privacy-title = Privacy
privacy-text = What others see of you while you are here.
privacy-presence = In lists of who is here I am
privacy-presence-hint = A change shows at once, everywhere you are.
privacy-available = Available: my name is shown, people may speak to me
privacy-busy = Busy: my name is shown as busy
privacy-away = Away: my name is shown as away
privacy-hidden = Not shown: I am counted without a name, and nobody sees that I read or type
privacy-save = Save
flash-privacy-saved = Saved. Others see it from now on.
