import type { Translations } from "../translator.ts"

const browsers = ["Edge", "Opera", "Firefox", "Chrome", "Safari"]
const systems = ["Android", "iPhone", "iPad", "Windows", "macOS", "Linux"]

/** Devices as they are named when somebody signs in. */
const devices: Translations = [
  ["an unknown program", "einem unbekannten Programm"],
  ["unknown", "unbekannt"],
  ...browsers.flatMap((browser) =>
    systems.map((system) => {
      const isHandheld = system.startsWith("iP")
      return [`${browser} on ${system}`, `${browser} ${isHandheld ? "auf dem" : "unter"} ${system}`] as const
    }),
  ),
]

/** Accounts: signing up and in, profile, letters, closing. */
export const accounts: Translations = [
  ...devices,
  ["Enter an e-mail address such as name@example.org.", "Gib eine E-Mail-Adresse wie name@example.org ein."],
  ["This e-mail address is too long.", "Diese E-Mail-Adresse ist zu lang."],
  ["Use at most {} characters.", "Höchstens {} Zeichen."],
  ["Use at most 60 characters.", "Höchstens 60 Zeichen."],
  ["Use at most 100 characters.", "Höchstens 100 Zeichen."],
  ["Use at most 500 characters.", "Höchstens 500 Zeichen."],
  ["Use at least 2 characters for your name.", "Dein Name braucht mindestens 2 Zeichen."],
  ["Enter a language such as en or de-CH.", "Gib eine Sprache wie en oder de-CH ein."],
  ["Enter a year from 1950 to 2100.", "Gib ein Jahr von 1950 bis 2100 ein."],
  ["Use 999 at most.", "Höchstens 999."],
  ["Too many shortcuts.", "Das sind zu viele Tastenkürzel."],
  [
    "Use 3 to 50 letters, digits, dots, dashes or underscores.",
    "Verwende 3 bis 50 Buchstaben, Ziffern, Punkte, Bindestriche oder Unterstriche.",
  ],
  [
    'There is no time zone called "{}". Choose one of the list.',
    "Es gibt keine Zeitzone „{}“. Wähle eine aus der Liste.",
  ],
  [
    "This account is suspended. Everything in it is kept. Ask the person who runs this StudyIn.",
    "Dieses Konto ist gesperrt. Alles darin bleibt erhalten. Wende dich an die Person, die dieses StudyIn verwaltet.",
  ],
  [
    "This account is suspended. The reason given: “{}” Everything in it is kept. Ask the person who runs this StudyIn.",
    "Dieses Konto ist gesperrt. Die angegebene Begründung: „{}“ Alles darin bleibt erhalten. Wende dich an die Person, die dieses StudyIn verwaltet.",
  ],
  [
    "This account is suspended. The reason given: “{}”. Everything in it is kept. Ask the person who runs this StudyIn.",
    "Dieses Konto ist gesperrt. Die angegebene Begründung: „{}“. Alles darin bleibt erhalten. Wende dich an die Person, die dieses StudyIn verwaltet.",
  ],
  ["Choose each once.", "Wähle jedes nur einmal."],
  ["Choose from the list.", "Wähle aus der Liste."],
  ["Choose at least one language; “Other” will do.", "Wähle mindestens eine Sprache; „Andere“ genügt."],
  [
    "Only the demo learner is reset. Your own data stays as it is.",
    "Nur das Demo-Konto wird zurückgesetzt. Deine eigenen Daten bleiben, wie sie sind.",
  ],
  ["This is your present address.", "Das ist deine jetzige Adresse."],
  ["Use an address of your own.", "Verwende eine eigene Adresse."],
  [
    "There is another account with this e-mail address by now.",
    "Inzwischen gibt es ein anderes Konto mit dieser E-Mail-Adresse.",
  ],
  [
    "This link is not complete. Open it from the letter once more, or copy the whole of it.",
    "Dieser Link ist nicht vollständig. Öffne ihn noch einmal aus der E-Mail oder kopiere ihn ganz.",
  ],
  ["This link was used already.", "Dieser Link wurde schon benutzt."],
  [
    "A newer letter has taken the place of this link. Look for the newest one.",
    "Eine neuere E-Mail hat diesen Link abgelöst. Nimm den aus der neuesten.",
  ],
  ["This link has run out. Ask for a new letter.", "Dieser Link ist abgelaufen. Fordere eine neue E-Mail an."],
  [
    "This account cannot be used. Ask your administrator.",
    "Dieses Konto kann nicht verwendet werden. Wende dich an die Person, die dieses StudyIn verwaltet.",
  ],
  [
    "The account has another address by now. Ask for a new letter.",
    "Das Konto hat inzwischen eine andere Adresse. Fordere eine neue E-Mail an.",
  ],
  ["This letter is not kept any more.", "Diese E-Mail wird nicht mehr aufbewahrt."],
  [
    "Confirm your e-mail address first: open the link in the letter you got when you signed up, or ask for another letter.",
    "Bestätige zuerst deine E-Mail-Adresse: Öffne den Link in der E-Mail, die du beim Anlegen des Kontos bekommen hast, oder fordere eine neue an.",
  ],
  ["Your address is confirmed already.", "Deine Adresse ist schon bestätigt."],
  [
    "A letter was sent a moment ago. Look for it, also among unwanted mail.",
    "Gerade wurde eine E-Mail verschickt. Sieh nach, auch im Spam-Ordner.",
  ],
  [
    "You closed this account. It is deleted for good on {}; until then you can bring it back with everything in it.",
    "Du hast dieses Konto geschlossen. Am {@} wird es endgültig gelöscht; bis dahin kannst du es mit allem darin zurückholen.",
  ],
  ["There is no account with the address {}.", "Es gibt kein Konto mit der Adresse {}."],
  ["This account does not exist any more.", "Dieses Konto gibt es nicht mehr."],
  [
    "This link belongs to a sign-in that has ended. Sign in and ask for a new one.",
    "Dieser Link gehört zu einer Anmeldung, die beendet ist. Melde dich an und fordere einen neuen an.",
  ],
  [
    "Use at least {} characters. A short sentence is easy to remember.",
    "Mindestens {} Zeichen. Ein kurzer Satz lässt sich leicht merken.",
  ],
  [
    "This password is among the first that attackers try. Choose another one, such as four words that do not belong together.",
    "Dieses Passwort gehört zu denen, die bei Angriffen zuerst versucht werden. Wähle ein anderes, etwa vier Wörter, die nicht zusammengehören.",
  ],
  [
    "This password follows a pattern that attackers try first: figures alone, a row of keys, a date or a repeat. Choose another one.",
    "Dieses Passwort folgt einem Muster, das bei Angriffen zuerst versucht wird: nur Ziffern, eine Tastenreihe, ein Datum oder eine Wiederholung. Wähle ein anderes.",
  ],
  [
    "This password is little more than your name, your e-mail address or “StudyIn”. Choose another one.",
    "Dieses Passwort ist kaum mehr als dein Name, deine E-Mail-Adresse oder „StudyIn“. Wähle ein anderes.",
  ],
  [
    "Send the picture as multipart/form-data, in a part called file.",
    "Sende das Bild als multipart/form-data, in einem Teil namens file.",
  ],
  [
    "There is no picture in what you sent. Choose one and send it again.",
    "In dem, was du gesendet hast, ist kein Bild. Wähle eines aus und sende es noch einmal.",
  ],
  ["Choose a picture.", "Wähle ein Bild."],
  ["You have no picture.", "Du hast kein Bild."],
  ["This picture is larger than 2 MB. Choose a smaller one.", "Dieses Bild ist größer als 2 MB. Wähle ein kleineres."],
  [
    "This is no picture StudyIn can show. Choose a PNG, JPEG, WebP or GIF.",
    "Dieses Bild kann StudyIn nicht anzeigen. Wähle ein PNG, JPEG, WebP oder GIF.",
  ],
  ["This picture is empty. Choose another one.", "Dieses Bild ist leer. Wähle ein anderes."],
  [
    "This picture has {} pixels on its longer side. Choose one with {} at most.",
    "Dieses Bild hat an seiner längeren Seite {} Pixel. Wähle eines mit höchstens {}.",
  ],
  [
    "This picture is damaged. Save it anew, or choose another one.",
    "Dieses Bild ist beschädigt. Speichere es neu oder wähle ein anderes.",
  ],
  [
    "Somebody has this username already. Choose another one.",
    "Diesen Benutzernamen hat schon jemand. Wähle einen anderen.",
  ],
  ["Somebody has this username already.", "Diesen Benutzernamen hat schon jemand."],
  [
    "This name could be taken for somebody who runs StudyIn. Choose another one.",
    "Bei diesem Namen könnte man meinen, du verwaltest StudyIn. Wähle einen anderen.",
  ],
  [
    "There is an account with this e-mail address already. Sign in instead.",
    "Mit dieser E-Mail-Adresse gibt es schon ein Konto. Melde dich damit an.",
  ],
  ["There is an account with this e-mail address already.", "Mit dieser E-Mail-Adresse gibt es schon ein Konto."],
  ["Use an address of the person’s own.", "Verwende eine eigene Adresse der Person."],
  [
    "You have {} API keys, which is the most. Revoke one that is not needed any more.",
    "Du hast {} API-Schlüssel, mehr gehen nicht. Widerrufe einen, der nicht mehr gebraucht wird.",
  ],
  ["There is no such API key any more.", "Diesen API-Schlüssel gibt es nicht mehr."],
  [
    "Give the key a name, such as the program it is for.",
    "Gib dem Schlüssel einen Namen, etwa den des Programms, für das er ist.",
  ],
  ["Choose what the key may do.", "Wähle, was der Schlüssel darf."],
  ["Choose at most three years, or no end.", "Wähle höchstens drei Jahre oder kein Ende."],
]
