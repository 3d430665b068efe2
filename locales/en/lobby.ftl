# The lobby.
lobby-on-now = On now
lobby-over = This event is over
lobby-begins = Begins { $when }
lobby-enter = Enter the halls
lobby-jobs = See open positions
lobby-booths = { $n ->
    [one] booth
   *[other] booths
}
lobby-positions = { $n ->
    [one] open position
   *[other] open positions
}
lobby-projects = { $n ->
    [one] open project
   *[other] open projects
}
lobby-countries = { $n ->
    [one] country
   *[other] countries
}
lobby-empty-title = The doors are not set up yet
lobby-empty-text = The organizer has not prepared an event on this installation. If that is you, open the link that the server printed when it started.
lobby-room = Talk in the lobby
