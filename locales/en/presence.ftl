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
