"""What the page says on which people subscribe, and what calendar programs do with feeds.

Names of menus are those that the programs themselves have in that language; where they could not
be looked up, the place is described instead.
"""

from coopsched.site.labels import Table, french

PROGRAMS = ("iphone", "mac", "google", "outlook", "classic", "thunderbird")
"""The calendar programs that pages tell of: each has a name, `…_again` and `…_end`."""

LABELS: Table = {
    "en": {
        "intro": "Your calendar fetches the programme again and again, by itself: a session that "
        "is moved or cancelled changes in your calendar, too. No registration needed.",
        "everything": "Everything, in {}",
        "everything_about": "All sessions with a time, in whatever language they are held.",
        "only": "Only what is in {}",
        "only_about": "What is held in this language, interpreted into it or captioned in it; and "
        "what needs no language, such as meals.",
        "permanent": "Open all day",
        "permanent_about": "What is there throughout, as all-day entries.",
        "nowhere": "These pages do not know their own address on the web. So nobody can "
        "subscribe from here: open the programme where it is published.",
        "nothing": "This is a preview: there is nothing to subscribe to.",
        "which": "Which button is mine?",
        "which_webcal": "iPhone, iPad and Mac; classic Outlook and Thunderbird on other computers.",
        "which_google": "Google Calendar. On an Android phone, too: subscribe on a computer, and "
        "the calendar appears on the phone.",
        "which_outlook": "Outlook on the web and the new Outlook, with a private account.",
        "which_office": "The same, with an account from work or school.",
        "which_copy": "Any other program: paste the address where it asks for the address (URL) "
        "of a calendar.",
        "parts": "Only a part",
        "room": "Rooms",
        "track": "Tracks",
        "kind": "Kinds of sessions",
        "speaker": "Speakers",
        "speaker_about": "Everybody’s page has these buttons, and so does the page of each "
        "session.",
        "expect": "How soon changes arrive",
        "on_the_day": "Calendars do not ask often enough for what changes at the last minute. "
        "On the day itself, look at “{}”.",
        "again": "Asks for changes",
        "end": "To unsubscribe",
    },
    "fr": french(
        {
            "intro": "Votre agenda récupère régulièrement le programme, de lui-même : une session "
            "déplacée ou annulée l’est aussi dans votre agenda. Aucune inscription n’est "
            "nécessaire.",
            "everything": "Tout, en {}",
            "everything_about": "Toutes les sessions à heure fixe, quelle que soit leur langue.",
            "only": "Seulement ce qui est en {}",
            "only_about": "Ce qui a lieu, est interprété ou est sous-titré dans cette langue ; et "
            "ce qui n’en demande aucune, comme les repas.",
            "permanent": "Ouvert toute la journée",
            "permanent_about": "Ce qui est accessible en permanence, sous forme d’événements d’une "
            "journée entière.",
            "nowhere": "Ces pages ne connaissent pas leur propre adresse sur le web. On ne peut "
            "donc pas s’abonner d’ici : ouvrez le programme là où il est publié.",
            "nothing": "Ceci est un aperçu : il n’y a rien à quoi s’abonner.",
            "which": "Quel bouton choisir ?",
            "which_webcal": "iPhone, iPad et Mac ; Outlook classique et Thunderbird sur les autres "
            "ordinateurs.",
            "which_google": "Google Agenda. Pour un téléphone Android aussi : abonnez-vous sur un "
            "ordinateur, et l’agenda apparaîtra sur le téléphone.",
            "which_outlook": "Outlook sur le web et le nouvel Outlook, avec un compte personnel.",
            "which_office": "De même, avec un compte professionnel ou scolaire.",
            "which_copy": "Tout autre logiciel : collez l’adresse là où il demande l’adresse (URL) "
            "d’un calendrier.",
            "parts": "Une partie seulement",
            "room": "Salles",
            "track": "Thématiques",
            "kind": "Types de sessions",
            "speaker": "Intervenantes et intervenants",
            "speaker_about": "La page de chaque personne a ces boutons, comme celle de chaque "
            "session.",
            "expect": "Quand arrivent les changements",
            "on_the_day": "Les agendas ne se mettent pas à jour assez souvent pour les "
            "changements de dernière minute. Le jour même, regardez « {} ».",
            "again": "Mise à jour",
            "end": "Se désabonner",
        }
    ),
    "nl": {
        "intro": "Uw agenda haalt het programma geregeld opnieuw op, helemaal vanzelf: een sessie "
        "die verplaatst of geannuleerd wordt, verandert ook in uw agenda. U hoeft zich nergens te "
        "registreren.",
        "everything": "Alles, in {}",
        "everything_about": "Alle sessies met een vast tijdstip, in welke taal ook.",
        "only": "Alleen wat in {} is",
        "only_about": "Wat in deze taal gehouden, getolkt of ondertiteld wordt; en waar geen taal "
        "aan te pas komt, zoals maaltijden.",
        "permanent": "De hele dag open",
        "permanent_about": "Wat er doorlopend is, als items die de hele dag duren.",
        "nowhere": "Deze pagina’s kennen hun eigen adres op het web niet. U kunt zich dus niet "
        "van hieruit abonneren: open het programma waar het gepubliceerd is.",
        "nothing": "Dit is een voorbeeld: er is niets om u op te abonneren.",
        "which": "Welke knop kies ik?",
        "which_webcal": "iPhone, iPad en Mac; de klassieke Outlook en Thunderbird op andere "
        "computers.",
        "which_google": "Google Agenda. Ook voor een Android-telefoon: abonneer u op een computer, "
        "dan verschijnt de agenda op de telefoon.",
        "which_outlook": "Outlook op het web en de nieuwe Outlook, met een privéaccount.",
        "which_office": "Hetzelfde, met een account van werk of school.",
        "which_copy": "Elk ander programma: plak het adres waar het om het adres (de URL) van een "
        "agenda vraagt.",
        "parts": "Slechts een deel",
        "room": "Zalen",
        "track": "Thema’s",
        "kind": "Soorten sessies",
        "speaker": "Sprekers",
        "speaker_about": "Deze knoppen staan op de pagina van elke spreker en van elke sessie.",
        "expect": "Wanneer wijzigingen aankomen",
        "on_the_day": "Agenda’s vragen niet vaak genoeg naar wat op het laatste moment verandert. "
        "Kijk op de dag zelf bij “{}”.",
        "again": "Haalt wijzigingen op",
        "end": "Het abonnement opzeggen",
    },
    "de": {
        "intro": "Ihr Kalender holt das Programm von selbst immer wieder neu: Wird eine "
        "Veranstaltung verschoben oder abgesagt, so ändert sie sich auch in Ihrem Kalender. Eine "
        "Anmeldung ist nicht nötig.",
        "everything": "Alles, {}",
        "everything_about": "Alle Veranstaltungen mit fester Uhrzeit, gleich in welcher Sprache.",
        "only": "Nur was {} ist",
        "only_about": "Was in dieser Sprache stattfindet, verdolmetscht oder untertitelt wird; und "
        "was keine Sprache braucht, wie die Mahlzeiten.",
        "permanent": "Den ganzen Tag geöffnet",
        "permanent_about": "Was durchgehend da ist, als ganztägige Einträge.",
        "nowhere": "Diese Seiten kennen ihre eigene Adresse im Web nicht. Deshalb kann man hier "
        "nichts abonnieren: Öffnen Sie das Programm dort, wo es veröffentlicht ist.",
        "nothing": "Dies ist eine Vorschau: Hier gibt es nichts zu abonnieren.",
        "which": "Welcher Knopf ist der richtige?",
        "which_webcal": "iPhone, iPad und Mac; klassisches Outlook und Thunderbird auf anderen "
        "Rechnern.",
        "which_google": "Google Kalender. Auch für ein Android-Telefon: Abonnieren Sie am "
        "Rechner, dann erscheint der Kalender auf dem Telefon.",
        "which_outlook": "Outlook im Web und das neue Outlook, mit einem privaten Konto.",
        "which_office": "Dasselbe mit einem Konto von Arbeit, Schule oder Hochschule.",
        "which_copy": "Jedes andere Programm: Fügen Sie die Adresse dort ein, wo es nach der "
        "Adresse (URL) eines Kalenders fragt.",
        "parts": "Nur ein Teil",
        "room": "Räume",
        "track": "Themen",
        "kind": "Arten von Veranstaltungen",
        "speaker": "Mitwirkende",
        "speaker_about": "Auf der Seite jeder Person und jeder Veranstaltung sind diese Knöpfe "
        "auch.",
        "expect": "Wann Änderungen ankommen",
        "on_the_day": "Für das, was sich in letzter Minute ändert, fragen Kalender nicht oft genug "
        "nach. Sehen Sie am Tag selbst unter „{}“ nach.",
        "again": "Fragt nach Änderungen",
        "end": "Abonnement beenden",
    },
}
"""What the page says itself."""

INSTRUCTIONS: Table = {
    "en": {
        "iphone": "iPhone and iPad",
        "iphone_again": "As often as chosen in Settings under “Fetch New Data”. To ask now, open "
        "the list of calendars in the Calendar app and pull it down.",
        "iphone_end": "In the Calendar app, open any session of this programme and tap "
        "“Unsubscribe from this Calendar” at the very bottom. Or open the list of calendars and "
        "tap the ⓘ beside this one: “Unsubscribe” is at the end, in older versions “Delete "
        "Calendar”.",
        "mac": "Calendar on a Mac",
        "mac_again": "As often as you chose when subscribing: from every 5 minutes to every week.",
        "mac_end": "Right-click this calendar in the list on the left, then “Unsubscribe”.",
        "google": "Google Calendar",
        "google_again": "When Google likes: 8 to 24 hours are common, days happen. Nothing speeds "
        "it up.",
        "google_end": "On a computer, not in the app: at calendar.google.com, point at this "
        "calendar under “Other calendars” and click the cross beside its name. Or click ⋮, "
        "“Settings”, and “Unsubscribe” at the end of that page.",
        "outlook": "Outlook.com, Microsoft 365, the new Outlook",
        "outlook_again": "About every 3 hours, at times only after more than a day.",
        "outlook_end": "Point at this calendar in the list on the left, click ⋯, then “Remove”.",
        "classic": "Outlook for Windows (classic)",
        "classic_again": "Whenever it sends and receives mail, but once an hour at most.",
        "classic_end": "Right-click this calendar in the list on the left, then “Delete Calendar”.",
        "thunderbird": "Thunderbird",
        "thunderbird_again": "Every 30 minutes, or as often as chosen in the calendar’s "
        "properties.",
        "thunderbird_end": "Right-click this calendar in the list on the left, then “Unsubscribe "
        "Calendar…”.",
    },
    "fr": french(
        {
            "iphone": "iPhone et iPad",
            "iphone_again": "À l’intervalle choisi dans les Réglages pour récupérer les "
            "nouvelles données. Pour actualiser tout de suite, ouvrez la "
            "liste des calendriers dans l’app Calendrier et tirez-la vers "
            "le bas.",
            "iphone_end": "Dans l’app Calendrier, ouvrez n’importe quelle session de ce programme "
            "et touchez « Désabonner de ce calendrier », tout en bas. Ou bien ouvrez la liste des "
            "calendriers et touchez le ⓘ à côté de celui-ci : le bouton qui le supprime est à la "
            "fin.",
            "mac": "Calendrier sur Mac",
            "mac_again": "À l’intervalle choisi lors de l’abonnement : de 5 minutes à une semaine.",
            "mac_end": "Faites un clic droit sur ce calendrier dans la liste de gauche et "
            "choisissez la commande qui met fin à l’abonnement.",
            "google": "Google Agenda",
            "google_again": "Quand Google le veut bien : souvent après 8 à 24 heures, parfois "
            "après plusieurs jours. Rien ne permet d’accélérer.",
            "google_end": "Sur un ordinateur, pas dans l’appli : sur "
            "calendar.google.com, pointez cet agenda sous « Autres agendas "
            "» et cliquez sur la croix à côté de son nom. Ou cliquez sur "
            "⋮, puis sur « Paramètres » : le bouton qui met fin à "
            "l’abonnement est à la fin de cette page.",
            "outlook": "Outlook.com, Microsoft 365, le nouvel Outlook",
            "outlook_again": "Environ toutes les 3 heures, parfois seulement après plus d’un jour.",
            "outlook_end": "Pointez ce calendrier dans la liste de gauche, cliquez sur ⋯ "
            "et choisissez la commande qui le retire.",
            "classic": "Outlook pour Windows (classique)",
            "classic_again": "À chaque envoi et réception du courrier, mais au plus une fois par "
            "heure.",
            "classic_end": "Faites un clic droit sur ce calendrier dans la liste de "
            "gauche et choisissez la commande qui le supprime.",
            "thunderbird": "Thunderbird",
            "thunderbird_again": "Toutes les 30 minutes, ou à l’intervalle choisi dans les "
            "propriétés de l’agenda.",
            "thunderbird_end": "Faites un clic droit sur cet agenda dans la liste de gauche, puis "
            "« Se désabonner de l’agenda… ».",
        }
    ),
    "nl": {
        "iphone": "iPhone en iPad",
        "iphone_again": "Zo vaak als in Instellingen gekozen is voor het ophalen van "
        "nieuwe gegevens. Om meteen te vernieuwen opent u in de app "
        "Agenda de lijst met agenda’s en trekt u die naar beneden.",
        "iphone_end": "Open in de app Agenda om het even welke sessie van dit programma en tik "
        "helemaal onderaan op de rode regel waarmee u het abonnement opzegt. Of open de lijst met "
        "agenda’s en tik op de ⓘ naast deze agenda: onderaan staat de knop waarmee u hem "
        "verwijdert.",
        "mac": "Agenda op de Mac",
        "mac_again": "Zo vaak als u bij het abonneren gekozen hebt: van elke 5 minuten tot elke "
        "week.",
        "mac_end": "Klik in de lijst links met de rechtermuisknop op deze agenda en kies de "
        "opdracht waarmee u het abonnement opzegt.",
        "google": "Google Agenda",
        "google_again": "Wanneer het Google uitkomt: vaak na 8 tot 24 uur, soms na dagen. "
        "Versnellen kan niet.",
        "google_end": "Op een computer, niet in de app: ga naar calendar.google.com, "
        "wijs deze agenda aan onder “Andere agenda’s” en klik op het "
        "kruisje naast de naam. Of klik op ⋮ en dan op “Instellingen”: "
        "de knop waarmee u het abonnement opzegt, staat onderaan die "
        "pagina.",
        "outlook": "Outlook.com, Microsoft 365, de nieuwe Outlook",
        "outlook_again": "Ongeveer om de 3 uur, soms pas na meer dan een dag.",
        "outlook_end": "Wijs deze agenda aan in de lijst links, klik op ⋯ en kies de "
        "opdracht waarmee u hem verwijdert.",
        "classic": "Outlook voor Windows (klassiek)",
        "classic_again": "Telkens als het programma e-mail verzendt en ontvangt, maar hoogstens "
        "één keer per uur.",
        "classic_end": "Klik in de lijst links met de rechtermuisknop op deze agenda "
        "en kies de opdracht waarmee u hem verwijdert.",
        "thunderbird": "Thunderbird",
        "thunderbird_again": "Elke 30 minuten, of zo vaak als in de eigenschappen van de agenda "
        "gekozen is.",
        "thunderbird_end": "Klik in de lijst links met de rechtermuisknop op deze agenda en dan op "
        "“Agenda afmelden…”.",
    },
    "de": {
        "iphone": "iPhone und iPad",
        "iphone_again": "So oft wie in den Einstellungen unter „Datenabgleich“ gewählt. Um sofort "
        "nachzufragen, öffnen Sie in der App „Kalender“ die Liste der Kalender und ziehen sie nach "
        "unten.",
        "iphone_end": "Öffnen Sie in der App „Kalender“ irgendeine Veranstaltung dieses Programms "
        "und tippen Sie ganz unten auf „Kalenderabo beenden“. Oder öffnen Sie die Liste der "
        "Kalender und tippen Sie auf das ⓘ neben diesem: Der Knopf, der ihn entfernt, steht am "
        "Ende.",
        "mac": "Kalender auf dem Mac",
        "mac_again": "So oft wie beim Abonnieren gewählt: von alle 5 Minuten bis jede Woche.",
        "mac_end": "Klicken Sie in der Liste links mit der rechten Maustaste auf diesen Kalender "
        "und wählen Sie den Befehl, der das Abonnement beendet.",
        "google": "Google Kalender",
        "google_again": "Wann es Google gefällt: oft nach 8 bis 24 Stunden, manchmal nach Tagen. "
        "Beschleunigen lässt es sich nicht.",
        "google_end": "Am Rechner, nicht in der App: Zeigen Sie auf calendar.google.com unter "
        "„Weitere Kalender“ auf diesen und klicken Sie auf das Kreuz neben seinem Namen. Oder "
        "klicken Sie auf ⋮ und dann auf „Einstellungen“: Der Knopf, der das Abonnement beendet, "
        "steht am Ende dieser Seite.",
        "outlook": "Outlook.com, Microsoft 365, das neue Outlook",
        "outlook_again": "Etwa alle 3 Stunden, manchmal erst nach mehr als einem Tag.",
        "outlook_end": "Zeigen Sie in der Liste links auf diesen Kalender, klicken "
        "Sie auf ⋯ und wählen Sie den Befehl, der ihn entfernt.",
        "classic": "Outlook für Windows (klassisch)",
        "classic_again": "Immer wenn es E-Mails sendet und empfängt, aber höchstens einmal in der "
        "Stunde.",
        "classic_end": "Klicken Sie in der Liste links mit der rechten Maustaste auf "
        "diesen Kalender und wählen Sie den Befehl, der ihn löscht.",
        "thunderbird": "Thunderbird",
        "thunderbird_again": "Alle 30 Minuten, oder so oft wie in den Eigenschaften des Kalenders "
        "gewählt.",
        "thunderbird_end": "Klicken Sie in der Liste links mit der rechten Maustaste auf diesen "
        "Kalender und dann auf „Kalender abbestellen…“.",
    },
}
"""What it says of calendar programs."""
