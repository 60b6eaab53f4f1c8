import type { CourseQuestion } from "./course-questions.ts"

/** Three short course texts in German, four sections each. */
export const germanTexts: readonly { title: string; text: string }[] = [
  {
    title: "Das Herz",
    text: `# Das Herz

## Die Herzklappen

Vier Klappen sorgen dafür, dass das Blut nur in eine Richtung fließt. Die Segelklappen liegen zwischen den Vorhöfen und den Kammern, die
Taschenklappen am Beginn der großen Schlagadern. Sehnenfäden halten die Ränder der Segelklappen fest, damit sie bei hohem Druck nicht in den
Vorhof umschlagen. Eine undichte Klappe lässt bei jedem Schlag einen Teil des Blutes zurückströmen, was Fachleute Insuffizienz nennen.

## Die Erregungsleitung

Der Sinusknoten im rechten Vorhof gibt den Takt vor; er erregt sich sechzig- bis achtzigmal in der Minute selbst. Der AV-Knoten verzögert die
Erregung um etwa eine Zehntelsekunde, sodass sich die Vorhöfe vor den Kammern zusammenziehen. Fällt der Sinusknoten aus, so übernimmt der
AV-Knoten mit etwa vierzig Schlägen in der Minute. Über das His-Bündel und die Purkinje-Fasern erreicht die Erregung die Muskulatur der Kammern.

## Das Schlagvolumen

Das Schlagvolumen ist die Menge Blut, die eine Kammer mit einem Schlag auswirft. In Ruhe beträgt es ungefähr 70 Milliliter. Das
Herzzeitvolumen ergibt sich aus Schlagvolumen mal Herzfrequenz. Je stärker die Kammer gefüllt und damit gedehnt wird, desto kräftiger zieht sie
sich zusammen; dieser Zusammenhang heißt Frank-Starling-Mechanismus.

## Die Herzkranzgefäße

Die Herzkranzgefäße versorgen den Herzmuskel mit Sauerstoff. Sie werden vor allem während der Diastole durchblutet, weil der angespannte Muskel
sie in der Systole zusammendrückt. Verschließt ein Blutgerinnsel ein Kranzgefäß, stirbt das dahinter liegende Gewebe ab: das ist ein
Herzinfarkt. Rauchen, Bluthochdruck und Diabetes erhöhen das Risiko dafür.
`,
  },
  {
    title: "Betriebssysteme",
    text: `# Betriebssysteme

## Prozesse und Threads

Ein Prozess ist ein Programm in Ausführung, mit einem eigenen Adressraum. Ein Thread ist ein Ausführungsfaden innerhalb eines Prozesses; alle
Threads eines Prozesses teilen sich dessen Speicher. Ein Wechsel zwischen Threads kostet weniger als ein Wechsel zwischen Prozessen, weil der
Adressraum derselbe bleibt. Greifen zwei Threads gleichzeitig auf dieselbe Variable zu und schreibt einer davon, entsteht eine Wettlaufsituation.

## Verklemmungen

Bei einer Verklemmung wartet jeder Prozess einer Gruppe auf ein Betriebsmittel, das ein anderer aus der Gruppe hält. Sie setzt vier Bedingungen
voraus: gegenseitigen Ausschluss, Halten und Warten, keinen Entzug und zyklisches Warten. Wer alle Betriebsmittel in einer festen Reihenfolge
anfordert, verhindert zyklisches Warten und damit die Verklemmung.

## Virtueller Speicher

Die Speicherverwaltung übersetzt virtuelle Adressen mithilfe einer Seitentabelle in physische. Eine Seite umfasst meist 4 KiB. Liegt eine
angesprochene Seite nicht im Hauptspeicher, löst die Hardware einen Seitenfehler aus, und das Betriebssystem lädt sie von der Platte. Ein
kleiner Zwischenspeicher namens TLB merkt sich die zuletzt verwendeten Übersetzungen. Werden ständig Seiten ausgelagert und wieder geladen, so
kommt der Rechner kaum noch zum Arbeiten; man spricht von Seitenflattern.

## Ablaufplanung

Beim Zeitscheibenverfahren erhält jeder Prozess reihum den Prozessor für einige Millisekunden. Das Verfahren, das stets den kürzesten Auftrag
zuerst ausführt, erreicht die geringste mittlere Wartezeit. Lange Aufträge können dabei verhungern; dagegen hilft Altern, bei dem die Priorität
eines Prozesses mit der Wartezeit steigt.
`,
  },
  {
    title: "Die Weimarer Republik",
    text: `# Die Weimarer Republik

## Entstehung und Verfassung

Nach der Abdankung des Kaisers rief Philipp Scheidemann am 9. November 1918 die Republik aus. Die Nationalversammlung tagte in Weimar, weil
Berlin wegen der Unruhen als zu unsicher galt. Die Verfassung führte das Frauenwahlrecht ein und gab dem Reichspräsidenten mit Artikel 48 das
Recht, in Notlagen durch Verordnungen zu regieren.

## Die Inflation

Zur Finanzierung des Ruhrkampfes druckte die Regierung immer mehr Geld, und die Preise stiegen ins Unermessliche. Im November 1923 kostete ein
Laib Brot mehrere hundert Milliarden Mark. Die Einführung der Rentenmark beendete die Inflation. Am härtesten traf sie Sparer, deren Guthaben
wertlos wurden, während Schuldner von der Geldentwertung profitierten.

## Die goldenen Zwanziger

Der Dawes-Plan von 1924 regelte die Reparationen neu und brachte amerikanische Kredite nach Deutschland. Außenminister Gustav Stresemann
bemühte sich um Verständigung mit Frankreich und erhielt dafür gemeinsam mit Aristide Briand den Friedensnobelpreis. In den Städten blühten
Kino, Kabarett und Presse auf.

## Das Ende der Republik

Mit der Weltwirtschaftskrise zogen amerikanische Banken ihre Kredite ab, und die Arbeitslosigkeit stieg bis 1932 auf rund sechs Millionen. Die
Präsidialkabinette regierten ohne Mehrheit im Reichstag, gestützt allein auf Notverordnungen. Am 30. Januar 1933 ernannte Hindenburg Adolf
Hitler zum Reichskanzler. Das Ermächtigungsgesetz hob wenige Wochen später die Gewaltenteilung auf.
`,
  },
]

/** As students would type them, formal and not; `answer` as in the English ones. */
export const answerableInGerman: readonly CourseQuestion[] = [
  { text: "Was ist das Schlagvolumen?", answer: ["Menge Blut"] },
  { text: "Wozu dienen die Herzklappen?", answer: ["Vier Klappen sorgen", "Segelklappen"] },
  { text: "Was sollte ich über den Sinusknoten wissen?", answer: ["Sinusknoten"] },
  { text: "Wie lange verzögert der AV-Knoten die Erregung?", answer: ["Zehntelsekunde"] },
  { text: "Welche Aufgabe haben die Sehnenfäden?", answer: ["Sehnenfäden"] },
  { text: "Warum werden die Herzkranzgefäße vor allem in der Diastole durchblutet?", answer: ["während der Diastole"] },
  { text: "Wie entsteht ein Herzinfarkt?", answer: ["Blutgerinnsel"] },
  { text: "Kannst du mir den Frank-Starling-Mechanismus erklären?", answer: ["Frank-Starling"] },
  { text: "Wie berechnet man das Herzzeitvolumen?", answer: ["Schlagvolumen mal Herzfrequenz"] },
  { text: "Was passiert eigentlich, wenn der Sinusknoten ausfällt?", answer: ["Fällt der Sinusknoten aus"] },
  { text: "Was versteht man unter Insuffizienz?", answer: ["undichte Klappe"] },
  { text: "Was sollte ich über Threads wissen?", answer: ["Thread"] },
  {
    text: "Was ist der Unterschied zwischen einem Prozess und einem Thread?",
    answer: ["Ein Prozess ist", "Ein Thread ist"],
  },
  { text: "Erkläre mir bitte, was eine Verklemmung ist.", answer: ["Bei einer Verklemmung"] },
  { text: "Nenne die Bedingungen für eine Verklemmung.", answer: ["vier Bedingungen"] },
  { text: "Wie kann man Verklemmungen verhindern?", answer: ["festen Reihenfolge"] },
  { text: "Wie groß ist eine Seite normalerweise?", answer: ["4 KiB"] },
  { text: "Wofür braucht man den TLB?", answer: ["TLB"] },
  { text: "Was sagt der Text über Seitenfehler?", answer: ["Seitenfehler"] },
  { text: "Weisst du, was Seitenflattern bedeutet?", answer: ["Seitenflattern"] },
  { text: "Welches Verfahren hat die geringste Wartezeit?", answer: ["geringste mittlere Wartezeit"] },
  { text: "wie funktioniert das zeitscheibenverfahren", answer: ["Zeitscheibenverfahren"] },
  { text: "Warum kostet der Wechsel zwischen zwei Threads weniger?", answer: ["kostet weniger"] },
  { text: "Wer rief die Republik aus?", answer: ["Scheidemann"] },
  { text: "Wann wurde Hitler Reichskanzler?", answer: ["30. Januar 1933"] },
  { text: "Was regelte der Dawes-Plan?", answer: ["Dawes-Plan"] },
  { text: "Wodurch endete die Inflation?", answer: ["Rentenmark"] },
  { text: "Wieso tagte die Nationalversammlung in Weimar?", answer: ["tagte in Weimar"] },
  { text: "Wer bekam den Friedensnobelpreis?", answer: ["Friedensnobelpreis"] },
  { text: "Wie viele Arbeitslose gab es 1932?", answer: ["sechs Millionen"] },
  { text: "Ich verstehe nicht, was Artikel 48 erlaubte.", answer: ["Artikel 48"] },
  { text: "Wen traf die Inflation am haertesten?", answer: ["Am härtesten"] },
]

/** Of the same subjects and of others; no sentence of the three texts answers them. */
export const unanswerableInGerman: readonly string[] = [
  "Wie wird ein Herzschrittmacher eingesetzt?",
  "Welche Medikamente senken den Blutdruck?",
  "Wie viele Liter Luft fasst die Lunge?",
  "Was sind die Symptome einer Herzmuskelentzündung?",
  "Wer hat den Blutkreislauf entdeckt?",
  "Wie funktioniert die Speicherbereinigung in Java?",
  "Was ist ein Dateisystem?",
  "Kannst du mir erklären, wie TCP Überlast vermeidet?",
  "Was sollte ich über Semaphoren wissen?",
  "Wie verschlüsselt man eine Festplatte?",
  "Was stand im Versailler Vertrag?",
  "Wann begann der Zweite Weltkrieg?",
  "Welche Rolle spielte Rosa Luxemburg im Spartakusaufstand?",
  "Wie viele Einwohner hatte Österreich?",
  "Wie backe ich ein Sauerteigbrot?",
  "Was ist die Hauptstadt von Frankreich?",
  "Wie funktioniert Photosynthese?",
  "Was ist der Sinn des Lebens?",
  // All but one word of these stands there.
  "Wie wird ein Herzinfarkt behandelt?",
  "Wie viele Threads kann ein Prozess höchstens starten?",
  "Wer war vor Hindenburg Reichspräsident?",
  "Welcher Fachmann operiert Herzklappen?",
]
