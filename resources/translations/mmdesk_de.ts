<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>ChipRow</name>
    <message>
        <source>{name} cannot be an example: {reason}</source>
        <translation>{name} kann kein Beispiel sein: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>+%n weiteres</numerusform>
            <numerusform>+%n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more example(s)</source>
        <translation>
            <numerusform>%n weiteres Beispiel</numerusform>
            <numerusform>%n weitere Beispiele</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
</context>
<context>
    <name>ClipHandle</name>
    <message>
        <source>Copy this part</source>
        <translation>Diese Stelle kopieren</translation>
    </message>
    <message>
        <source>Copy it as a WAV file, or drag it to another program</source>
        <translation>Als WAV-Datei kopieren oder in ein anderes Programm ziehen</translation>
    </message>
</context>
<context>
    <name>Clips</name>
    <message>
        <source>{part} is in the clipboard, as a WAV file.</source>
        <translation>{part} liegt als WAV-Datei in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>Completion</name>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation>Einzelheiten &amp;kopieren</translation>
    </message>
    <message>
        <source>Show &amp;log file</source>
        <translation>&amp;Protokolldatei zeigen</translation>
    </message>
    <message>
        <source>Something went wrong in mmdesk</source>
        <translation>In mmdesk ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>Your photos are safe: mmdesk only reads them. What you did last may not have worked; everything else goes on. If it happens again, the details help to find out why.</source>
        <translation>Die Fotos sind sicher: mmdesk liest sie nur. Der letzte Schritt hat vielleicht nicht geklappt; alles andere geht weiter. Wenn es wieder geschieht, helfen die Einzelheiten, den Grund zu finden.</translation>
    </message>
    <message>
        <source>The details are in the clipboard.</source>
        <translation>Die Einzelheiten sind in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The log file is {path}.</source>
        <translation>Die Protokolldatei ist {path}.</translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Select something to see all about it.</source>
        <translation>Etwas auswählen, um alles darüber zu sehen.</translation>
    </message>
    <message>
        <source>These files are no longer there.</source>
        <translation>Diese Dateien sind nicht mehr da.</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) selected</source>
        <translation>
            <numerusform>%n Element ausgewählt</numerusform>
            <numerusform>%n Elemente ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them on drives that are not connected.</source>
        <translation>
            <numerusform>%n davon auf einem Laufwerk, das nicht angeschlossen ist.</numerusform>
            <numerusform>%n davon auf Laufwerken, die nicht angeschlossen sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>This file is no longer there.</source>
        <translation>Diese Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>This cannot be shown now</source>
        <translation>Das kann gerade nicht gezeigt werden</translation>
    </message>
    <message>
        <source>It was deleted or moved out of the folders that are indexed.</source>
        <translation>Sie wurde gelöscht oder aus den indizierten Ordnern verschoben.</translation>
    </message>
</context>
<context>
    <name>Downloads</name>
    <message>
        <source>The download ended by a mistake of ours: {error}</source>
        <translation>Der Download endete durch einen Fehler in mmdesk: {error}</translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message>
        <source>That is only a link. Drag the picture itself, or save the file and drop that.</source>
        <translation>Das ist nur ein Link. Bitte das Bild selbst ziehen oder die Datei speichern und diese ablegen.</translation>
    </message>
    <message>
        <source>It cannot be kept in {folder} ({reason}).</source>
        <translation>Es kann nicht in {folder} aufbewahrt werden ({reason}).</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>That picture cannot be kept. Save it and drop the file.</source>
        <translation>Dieses Bild kann nicht aufbewahrt werden. Bitte speichern und die Datei ablegen.</translation>
    </message>
    <message>
        <source>That picture is too large to search with. Drop a smaller one.</source>
        <translation>Dieses Bild ist zu groß, um damit zu suchen. Bitte ein kleineres ablegen.</translation>
    </message>
</context>
<context>
    <name>ExampleChip</name>
    <message>
        <source>less like this</source>
        <translation>weniger wie dieses</translation>
    </message>
    <message>
        <source>more like this</source>
        <translation>mehr wie dieses</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>Example {name}, {says}</source>
        <translation>Beispiel {name}, {says}</translation>
    </message>
    <message>
        <source>Press to change, Delete to remove</source>
        <translation>Drücken, um es zu ändern; Entf, um es zu entfernen</translation>
    </message>
    <message>
        <source>{example}; remove</source>
        <translation>{example}; entfernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Less like {name}. Click for more like it.</source>
        <translation>Weniger wie {name}. Klicken für mehr davon.</translation>
    </message>
    <message>
        <source>Like {name}. Click for less like it.</source>
        <translation>Wie {name}. Klicken für weniger davon.</translation>
    </message>
</context>
<context>
    <name>ExampleTaker</name>
    <message>
        <source>A search takes up to {most} examples. Remove some to use others.</source>
        <translation>Eine Suche fasst bis zu {most} Beispiele. Für andere bitte erst einige entfernen.</translation>
    </message>
    <message>
        <source>A search takes up to {most} examples; {used} of {count} are used.</source>
        <translation>Eine Suche fasst bis zu {most} Beispiele; {used} von {count} werden verwendet.</translation>
    </message>
    <message numerus="yes">
        <source>Index the folder(s) instead</source>
        <translation>
            <numerusform>Stattdessen den Ordner indizieren</numerusform>
            <numerusform>Stattdessen die Ordner indizieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Dropped folder(s)</source>
        <translation>
            <numerusform>Abgelegter Ordner</numerusform>
            <numerusform>Abgelegte Ordner</numerusform>
        </translation>
    </message>
    <message>
        <source>Indexing makes everything in it findable, now and from now on.</source>
        <translation>Indizieren macht alles darin auffindbar, jetzt und in Zukunft.</translation>
    </message>
    <message numerus="yes">
        <source>Index the folder(s)</source>
        <translation>
            <numerusform>Ordner indizieren</numerusform>
            <numerusform>Ordner indizieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Search with what is in it</source>
        <translation>Mit seinem Inhalt suchen</translation>
    </message>
    <message>
        <source>There are no pictures, sounds or videos in it.</source>
        <translation>Darin sind keine Bilder, Klänge oder Videos.</translation>
    </message>
    <message>
        <source>What shall be done with the folder {name}?</source>
        <translation>Was soll mit dem Ordner {name} geschehen?</translation>
    </message>
    <message numerus="yes">
        <source>What shall be done with these %n folder(s)?</source>
        <translation>
            <numerusform>Was soll mit diesem %n Ordner geschehen?</numerusform>
            <numerusform>Was soll mit diesen %n Ordnern geschehen?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportLine</name>
    <message>
        <source>Exporting {name}</source>
        <translation>{name} wird exportiert</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the export of {name}</source>
        <translation>Den Export von {name} abbrechen</translation>
    </message>
    <message>
        <source>{} %</source>
        <translation>{} %</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>Export this moment</source>
        <translation>Diese Stelle exportieren</translation>
    </message>
    <message>
        <source>{name} was written.</source>
        <translation>{name} wurde geschrieben.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>FactLines</name>
    <message>
        <source>Show only what has the same</source>
        <translation>Nur zeigen, was dasselbe hat</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>{number} pictures a second</source>
        <translation>{number} Bilder in der Sekunde</translation>
    </message>
    <message>
        <source>Frame rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>Codec</source>
        <translation>Codec</translation>
    </message>
    <message>
        <source>{number} beats a minute</source>
        <translation>{number} Schläge pro Minute</translation>
    </message>
    <message>
        <source>Artist</source>
        <translation>Interpret</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>Album</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>Titelnummer</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Tempo</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Tonart</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day}, {time}</translation>
    </message>
    <message>
        <source>{day}, {time} ({zone})</source>
        <translation>{day}, {time} ({zone})</translation>
    </message>
    <message>
        <source>{size} ({millions} MP)</source>
        <translation>{size} ({millions} MP)</translation>
    </message>
    <message>
        <source>{degrees}° N</source>
        <translation>{degrees}° N</translation>
    </message>
    <message>
        <source>{degrees}° S</source>
        <translation>{degrees}° S</translation>
    </message>
    <message>
        <source>{degrees}° E</source>
        <translation>{degrees}° O</translation>
    </message>
    <message>
        <source>{degrees}° W</source>
        <translation>{degrees}° W</translation>
    </message>
</context>
<context>
    <name>FailuresDialog</name>
    <message>
        <source>Files with problems</source>
        <translation>Dateien mit Problemen</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Try all again</source>
        <translation>Alle erneut versuchen</translation>
    </message>
    <message>
        <source>Files and reasons</source>
        <translation>Dateien und Gründe</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be indexed, or only in part. They stay where they are; mmdesk tries each again when it changes.</source>
        <translation>
            <numerusform>%n Datei konnte nicht oder nur zum Teil indiziert werden. Sie bleibt, wo sie ist; mmdesk versucht es erneut, wenn sie sich ändert.</numerusform>
            <numerusform>%n Dateien konnten nicht oder nur zum Teil indiziert werden. Sie bleiben, wo sie sind; mmdesk versucht jede erneut, wenn sie sich ändert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Every file could be indexed.</source>
        <translation>Alle Dateien konnten indiziert werden.</translation>
    </message>
    <message>
        <source>These files are being tried again.</source>
        <translation>Diese Dateien werden erneut versucht.</translation>
    </message>
</context>
<context>
    <name>FailuresModel</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>FavouriteBox</name>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>The system has no application that opens {name}.</source>
        <translation>Das System hat keine Anwendung, die {name} öffnet.</translation>
    </message>
    <message>
        <source>No file manager answers. The folder is {path}.</source>
        <translation>Kein Dateimanager antwortet. Der Ordner ist {path}.</translation>
    </message>
    <message numerus="yes">
        <source>Select up to %n file(s) to open them.</source>
        <translation>
            <numerusform>Zum Öffnen höchstens %n Datei auswählen.</numerusform>
            <numerusform>Zum Öffnen höchstens %n Dateien auswählen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) copied</source>
        <translation>
            <numerusform>%n Datei kopiert</numerusform>
            <numerusform>%n Dateien kopiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n path(s) copied</source>
        <translation>
            <numerusform>%n Pfad kopiert</numerusform>
            <numerusform>%n Pfade kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>The file is no longer there: it was deleted or moved.</source>
        <translation>Die Datei ist nicht mehr da: Sie wurde gelöscht oder verschoben.</translation>
    </message>
    <message>
        <source>This drive is not connected.</source>
        <translation>Dieses Laufwerk ist nicht angeschlossen.</translation>
    </message>
</context>
<context>
    <name>FilmActions</name>
    <message>
        <source>Vi&amp;deo</source>
        <translation>&amp;Video</translation>
    </message>
    <message>
        <source>Pla&amp;y</source>
        <translation>&amp;Abspielen</translation>
    </message>
    <message>
        <source>Copy t&amp;his frame</source>
        <translation>Dieses B&amp;ild kopieren</translation>
    </message>
    <message>
        <source>Fi&amp;nd similar to this frame</source>
        <translation>Ähnliche &amp;zu diesem Bild finden</translation>
    </message>
    <message>
        <source>E&amp;xport this moment…</source>
        <translation>Diese Stelle &amp;exportieren …</translation>
    </message>
    <message>
        <source>This frame cannot be shown.</source>
        <translation>Dieses Bild lässt sich nicht zeigen.</translation>
    </message>
    <message>
        <source>The frame at {time} is in the clipboard.</source>
        <translation>Das Bild bei {time} ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Search first: what is found in a video can be exported.</source>
        <translation>Zuerst suchen: Was in einem Video gefunden wird, lässt sich exportieren.</translation>
    </message>
    <message>
        <source>Select a video first.</source>
        <translation>Zuerst ein Video auswählen.</translation>
    </message>
    <message>
        <source>Its drive is not connected.</source>
        <translation>Das Laufwerk ist nicht angeschlossen.</translation>
    </message>
</context>
<context>
    <name>FilmLine</name>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>{position} of {duration}</source>
        <translation>{position} von {duration}</translation>
    </message>
    <message>
        <source>Earlier moment</source>
        <translation>Frühere Stelle</translation>
    </message>
    <message>
        <source>Later moment</source>
        <translation>Spätere Stelle</translation>
    </message>
    <message>
        <source>Moment {number} of {count}</source>
        <translation>Stelle {number} von {count}</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Ton an</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Ton aus</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
</context>
<context>
    <name>FilmPane</name>
    <message>
        <source>Copy frame</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Copy this frame</source>
        <translation>Dieses Bild kopieren</translation>
    </message>
    <message>
        <source>Find similar</source>
        <translation>Ähnliche finden</translation>
    </message>
    <message>
        <source>Find what is similar to this frame</source>
        <translation>Finden, was diesem Bild ähnlich ist</translation>
    </message>
    <message>
        <source>Export moment…</source>
        <translation>Stelle exportieren …</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>Wird kopiert …</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Export this moment as a file of its own</source>
        <translation>Diese Stelle als eigene Datei exportieren</translation>
    </message>
    <message>
        <source>Search first: what is found in a video can be exported.</source>
        <translation>Zuerst suchen: Was in einem Video gefunden wird, lässt sich exportieren.</translation>
    </message>
    <message>
        <source>Timeline of {name}</source>
        <translation>Zeitleiste von {name}</translation>
    </message>
    <message>
        <source>It was not looked through yet.</source>
        <translation>Es wurde noch nicht durchgesehen.</translation>
    </message>
    <message>
        <source>Play from {time}</source>
        <translation>Ab {time} abspielen</translation>
    </message>
    <message>
        <source>{position} of {duration}</source>
        <translation>{position} von {duration}</translation>
    </message>
</context>
<context>
    <name>FilmSheet</name>
    <message>
        <source>Position in {name}</source>
        <translation>Position in {name}</translation>
    </message>
    <message>
        <source>This video cannot be played here: single frames of it are shown.</source>
        <translation>Dieses Video lässt sich hier nicht abspielen: Es werden einzelne Bilder daraus gezeigt.</translation>
    </message>
    <message>
        <source>This video cannot be shown. {reason}</source>
        <translation>Dieses Video lässt sich nicht zeigen. {reason}</translation>
    </message>
</context>
<context>
    <name>FilmSlider</name>
    <message>
        <source>Position in the video</source>
        <translation>Position im Video</translation>
    </message>
</context>
<context>
    <name>FilterButton</name>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Filter by kind, date, camera or folder</source>
        <translation>Nach Art, Datum, Kamera oder Ordner filtern</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>FilterChip</name>
    <message>
        <source>Filter: {filter}</source>
        <translation>Filter: {filter}</translation>
    </message>
    <message>
        <source>Press to edit it, Delete to remove it</source>
        <translation>Drücken, um ihn zu bearbeiten; Entf, um ihn zu entfernen</translation>
    </message>
    <message>
        <source>Remove the filter: {filter}</source>
        <translation>Filter entfernen: {filter}</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>FilterParts</name>
    <message>
        <source>In the folder {folder}</source>
        <translation>Im Ordner {folder}</translation>
    </message>
    <message>
        <source>Taken with the camera {camera}</source>
        <translation>Aufgenommen mit der Kamera {camera}</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Only favourites</source>
        <translation>Nur Favoriten</translation>
    </message>
    <message>
        <source>Since {day}</source>
        <translation>Seit {day}</translation>
    </message>
    <message>
        <source>Until {day}</source>
        <translation>Bis {day}</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Only photos</source>
        <translation>Nur Fotos</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Klänge</translation>
    </message>
    <message>
        <source>Only sounds</source>
        <translation>Nur Klänge</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>Only videos</source>
        <translation>Nur Videos</translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>mmdesk keeps these folders indexed. Your files are only read.</source>
        <translation>mmdesk hält diese Ordner indiziert. Die Dateien werden nur gelesen.</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Shown size</source>
        <translation>Gezeigte Größe</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n Stern</numerusform>
            <numerusform>%n Sterne</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IndexingPanel</name>
    <message>
        <source>Indexing</source>
        <translation>Indizieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Gently: one thread, so nothing else is slowed</source>
        <translation>Schonend: ein Thread, damit nichts anderes gebremst wird</translation>
    </message>
    <message>
        <source>Pause indexing</source>
        <translation>Indizieren anhalten</translation>
    </message>
    <message>
        <source>Look through all folders again</source>
        <translation>Alle Ordner erneut durchsehen</translation>
    </message>
    <message>
        <source>Folders and indexing</source>
        <translation>Ordner und Indizierung</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) with problems</source>
        <translation>
            <numerusform>%n Datei mit Problemen</numerusform>
            <numerusform>%n Dateien mit Problemen</numerusform>
        </translation>
    </message>
    <message>
        <source>Resume indexing</source>
        <translation>Indizieren fortsetzen</translation>
    </message>
    <message>
        <source>Another mmdesk indexes this library; here it can be searched</source>
        <translation>Ein anderes mmdesk indiziert diese Bibliothek; hier kann in ihr gesucht werden</translation>
    </message>
    <message>
        <source>Indexing has stopped</source>
        <translation>Das Indexieren wurde angehalten</translation>
    </message>
    <message>
        <source>Reading files</source>
        <translation>Dateien werden gelesen</translation>
    </message>
    <message>
        <source>Looking through videos</source>
        <translation>Videos werden durchgesehen</translation>
    </message>
    <message>
        <source>Describing pictures with {}</source>
        <translation>Bilder werden mit {} beschrieben</translation>
    </message>
    <message>
        <source>No folder is indexed yet</source>
        <translation>Noch wird kein Ordner indiziert</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>Looking through {}</source>
        <translation>{} wird durchgesehen</translation>
    </message>
    <message>
        <source>Loading the model {}</source>
        <translation>Das Modell {} wird geladen</translation>
    </message>
    <message>
        <source>Hearing sounds</source>
        <translation>Klänge werden gehört</translation>
    </message>
    <message>
        <source>Writing down speech</source>
        <translation>Gesprochenes wird aufgeschrieben</translation>
    </message>
    <message>
        <source>Understanding speech</source>
        <translation>Gesprochenes wird verstanden</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Alles auf dem neuesten Stand</translation>
    </message>
</context>
<context>
    <name>ItemActions</name>
    <message>
        <source>S&amp;election</source>
        <translation>A&amp;uswahl</translation>
    </message>
    <message>
        <source>&amp;Marks</source>
        <translation>&amp;Markierungen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>Show in file &amp;manager</source>
        <translation>Im &amp;Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Find &amp;similar</source>
        <translation>Ä&amp;hnliche finden</translation>
    </message>
    <message>
        <source>More &amp;like this</source>
        <translation>&amp;Mehr wie dieses</translation>
    </message>
    <message>
        <source>L&amp;ess like this</source>
        <translation>&amp;Weniger wie dieses</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message>
        <source>Move to &amp;Trash…</source>
        <translation>In den Papierkorb &amp;verschieben …</translation>
    </message>
    <message>
        <source>&amp;Undo move to trash</source>
        <translation>Verschieben in den Papierkorb &amp;rückgängig machen</translation>
    </message>
    <message>
        <source>&amp;Favourite</source>
        <translation>&amp;Favorit</translation>
    </message>
    <message>
        <source>T&amp;ag…</source>
        <translation>&amp;Schlagwort vergeben …</translation>
    </message>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n Stern</numerusform>
            <numerusform>%n Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>No rating</source>
        <translation>Keine Bewertung</translation>
    </message>
    <message>
        <source>&amp;Rate</source>
        <translation>&amp;Bewerten</translation>
    </message>
    <message numerus="yes">
        <source>Select up to %n file(s) as examples.</source>
        <translation>
            <numerusform>Als Beispiel höchstens %n Datei auswählen.</numerusform>
            <numerusform>Als Beispiele höchstens %n Dateien auswählen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag %n file(s)</source>
        <translation>
            <numerusform>%n Datei verschlagworten</numerusform>
            <numerusform>%n Dateien verschlagworten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ItemDetails</name>
    <message>
        <source>Keywords</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Also kept as</source>
        <translation>Liegt auch hier</translation>
    </message>
    <message>
        <source>Why it was found</source>
        <translation>Warum es gefunden wurde</translation>
    </message>
    <message>
        <source>Similar</source>
        <translation>Ähnliche</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Its drive is not connected.</source>
        <translation>Das Laufwerk ist nicht angeschlossen.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LanguagePage</name>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>The window speaks</source>
        <translation>Sprache des Fensters</translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>{time}, {text}; play from here</source>
        <translation>{time}, {text}; von hier an abspielen</translation>
    </message>
</context>
<context>
    <name>Listening</name>
    <message>
        <source>Pla&amp;ying</source>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>Abspielen oder &amp;anhalten</translation>
    </message>
    <message>
        <source>&amp;Stop playing</source>
        <translation>Wiedergabe &amp;beenden</translation>
    </message>
    <message>
        <source>Five seconds &amp;back</source>
        <translation>Fünf Sekunden &amp;zurück</translation>
    </message>
    <message>
        <source>Five seconds &amp;on</source>
        <translation>Fünf Sekunden &amp;vor</translation>
    </message>
    <message>
        <source>&amp;Louder</source>
        <translation>&amp;Lauter</translation>
    </message>
    <message>
        <source>&amp;Quieter</source>
        <translation>L&amp;eiser</translation>
    </message>
    <message>
        <source>Copy the matchin&amp;g part</source>
        <translation>&amp;Gefundene Stelle kopieren</translation>
    </message>
    <message>
        <source>Select a sound of which a part was found.</source>
        <translation>Bitte einen Klang auswählen, von dem eine Stelle gefunden wurde.</translation>
    </message>
    <message>
        <source>Select a sound to play it.</source>
        <translation>Bitte einen Klang auswählen, um ihn abzuspielen.</translation>
    </message>
</context>
<context>
    <name>LiveClip</name>
    <message>
        <source>The clip of this photo cannot be played here.</source>
        <translation>Der Clip dieses Fotos lässt sich hier nicht abspielen.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The library cannot be opened</source>
        <translation>Die Bibliothek kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
</context>
<context>
    <name>MarksEditor</name>
    <message>
        <source>Different ratings</source>
        <translation>Verschiedene Bewertungen</translation>
    </message>
    <message>
        <source>Write to .xmp sidecar…</source>
        <translation>In .xmp-Begleitdatei schreiben …</translation>
    </message>
    <message numerus="yes">
        <source>Write the marks of %n file(s) to .xmp sidecars?</source>
        <translation>
            <numerusform>Die Markierungen von %n Datei in eine .xmp-Begleitdatei schreiben?</numerusform>
            <numerusform>Die Markierungen von %n Dateien in .xmp-Begleitdateien schreiben?</numerusform>
        </translation>
    </message>
    <message>
        <source>Rating and tags go into a small .xmp file beside each file, which other programs can read; the file itself is never changed.</source>
        <translation>Bewertung und Schlagwörter kommen in eine kleine .xmp-Datei neben jeder Datei, die andere Programme lesen können; die Datei selbst wird nie verändert.</translation>
    </message>
    <message>
        <source>There is nothing to write yet. Rate or tag the files first.</source>
        <translation>Es gibt noch nichts zu schreiben. Zuerst die Dateien bewerten oder verschlagworten.</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) written.</source>
        <translation>
            <numerusform>%n Begleitdatei geschrieben.</numerusform>
            <numerusform>%n Begleitdateien geschrieben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be written; {name}: {reason}</source>
        <translation>
            <numerusform>%n konnte nicht geschrieben werden; {name}: {reason}</numerusform>
            <numerusform>%n konnten nicht geschrieben werden; {name}: {reason}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageLine</name>
    <message>
        <source>Put this message away</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Choose a folder that has it…</source>
        <translation>Einen Ordner wählen, der es enthält …</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Find photos and videos by describing them</source>
        <translation>Fotos und Videos durch Beschreiben finden</translation>
    </message>
    <message>
        <source>{} licence</source>
        <translation>Lizenz: {}</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Not downloaded</source>
        <translation>Nicht heruntergeladen</translation>
    </message>
    <message>
        <source>Checking that everything arrived as it should…</source>
        <translation>Es wird geprüft, ob alles richtig angekommen ist …</translation>
    </message>
    <message>
        <source>It is not in its folder (any more). Choose the folder again.</source>
        <translation>Es ist nicht (mehr) in seinem Ordner. Bitte den Ordner erneut wählen.</translation>
    </message>
    <message>
        <source>Asking for it…</source>
        <translation>Wird angefragt …</translation>
    </message>
    <message>
        <source>Continue in the background</source>
        <translation>Im Hintergrund fortsetzen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>A folder that has the model</source>
        <translation>Ein Ordner, der das Modell enthält</translation>
    </message>
    <message>
        <source>The model in this folder is for something else ({purpose}). To use it for that, choose it in the settings under Models, with “Use a model from a folder…”.</source>
        <translation>Das Modell in diesem Ordner ist für etwas anderes ({purpose}). Um es dafür zu verwenden, bitte in den Einstellungen unter „Modelle“ mit „Ein Modell aus einem Ordner verwenden …“ auswählen.</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>The default: quick, English.</source>
        <translation>Die Voreinstellung: schnell, Englisch.</translation>
    </message>
    <message>
        <source>About ten times slower, sees finer differences; English.</source>
        <translation>Etwa zehnmal langsamer, sieht feinere Unterschiede; Englisch.</translation>
    </message>
    <message>
        <source>About three times slower than the default, better, many languages.</source>
        <translation>Etwa dreimal langsamer als die Voreinstellung, besser, viele Sprachen.</translation>
    </message>
    <message>
        <source>The default for sounds; English.</source>
        <translation>Der Standard für Klänge; Englisch.</translation>
    </message>
    <message>
        <source>The default for speech: quick, many languages.</source>
        <translation>Der Standard für Sprache: schnell, viele Sprachen.</translation>
    </message>
    <message>
        <source>About three times slower than the default, fewer mistakes.</source>
        <translation>Etwa dreimal langsamer als der Standard, weniger Fehler.</translation>
    </message>
    <message>
        <source>The default for what was said in other words; English.</source>
        <translation>Der Standard für anders Gesagtes; Englisch.</translation>
    </message>
    <message>
        <source>About twice slower than the default, many languages.</source>
        <translation>Etwa halb so schnell wie der Standard, viele Sprachen.</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Use a model from a folder…</source>
        <translation>Ein Modell aus einem Ordner verwenden …</translation>
    </message>
    <message>
        <source>Models let you find photos and sounds by describing them. With another model everything is described anew; what the one before found out is kept.</source>
        <translation>Mit Modellen lassen sich Fotos und Klänge durch Beschreiben finden. Mit einem anderen Modell wird alles neu beschrieben; was das vorige herausgefunden hat, bleibt erhalten.</translation>
    </message>
    <message>
        <source>A folder that has a model</source>
        <translation>Ein Ordner, der ein Modell enthält</translation>
    </message>
    <message>
        <source>{name} is in use now for: {purpose}.</source>
        <translation>{name} wird jetzt verwendet für: {purpose}.</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>Found by names, words and looks. To find photos and videos by describing them, get the description model.</source>
        <translation>Gefunden nach Namen, Wörtern und Aussehen. Um Fotos und Videos durch Beschreiben zu finden, braucht es das Beschreibungsmodell.</translation>
    </message>
    <message>
        <source>No photo or video is described yet; words and looks answer so far.</source>
        <translation>Noch ist kein Foto oder Video beschrieben; bis dahin antworten Wörter und Aussehen.</translation>
    </message>
    <message>
        <source>Sounds were found by names and words. To find them, in videos too, by describing them, get the model that hears.</source>
        <translation>Klänge wurden nach Namen und Wörtern gefunden. Um sie, auch in Videos, durch Beschreiben zu finden, braucht es das Modell, das hört.</translation>
    </message>
    <message>
        <source>No sound, of a video or by itself, was listened to yet; what is found stands without it.</source>
        <translation>Noch wurde kein Klang, auch keiner in Videos, angehört; gefunden wurde ohne das.</translation>
    </message>
    <message>
        <source>What is said was found word by word. To find it in other words, get the model for sentences.</source>
        <translation>Gesprochenes wurde Wort für Wort gefunden. Um es in anderen Worten zu finden, braucht es das Modell für Sätze.</translation>
    </message>
    <message>
        <source>The library is empty.</source>
        <translation>Die Bibliothek ist leer.</translation>
    </message>
    <message>
        <source>Nothing is indexed in a folder called {about}.</source>
        <translation>In einem Ordner namens {about} ist nichts indiziert.</translation>
    </message>
    <message>
        <source>A model could not answer: {about}</source>
        <translation>Ein Modell konnte nicht antworten: {about}</translation>
    </message>
    <message>
        <source>Descriptions are on their way: the model is being loaded.</source>
        <translation>Beschreibungen folgen: Das Modell wird geladen.</translation>
    </message>
</context>
<context>
    <name>NotesLine</name>
    <message>
        <source>Get it…</source>
        <translation>Herunterladen …</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Some of the indexing has to wait: {about}</source>
        <translation>Ein Teil der Indexierung muss warten: {about}</translation>
    </message>
    <message>
        <source>{about} is not there. What it holds stays, marked as offline.</source>
        <translation>{about} ist nicht da. Der Inhalt bleibt, als offline gekennzeichnet.</translation>
    </message>
    <message>
        <source>The drive at {about} is not there. What it holds stays, marked as offline.</source>
        <translation>Das Laufwerk unter {about} ist nicht da. Der Inhalt bleibt, als offline gekennzeichnet.</translation>
    </message>
    <message>
        <source>{about} may not be read. What is known of its content stays as it was.</source>
        <translation>{about} darf nicht gelesen werden. Was über den Inhalt bekannt ist, bleibt, wie es war.</translation>
    </message>
    <message>
        <source>Many files are gone from {about}. The sidebar asks whether to forget them.</source>
        <translation>Viele Dateien in {about} sind nicht mehr da. Die Seitenleiste fragt, ob sie vergessen werden sollen.</translation>
    </message>
    <message>
        <source>The system cannot watch all of {about}. mmdesk looks through it regularly.</source>
        <translation>Das System kann {about} nicht ganz überwachen. mmdesk sieht den Ordner regelmäßig durch.</translation>
    </message>
    <message>
        <source>The catalogue was damaged. It is kept as {about}, and a new one is built; add your folders again if they are missing.</source>
        <translation>Der Katalog war beschädigt. Er ist als {about} aufgehoben, und ein neuer entsteht; fehlende Ordner bitte erneut hinzufügen.</translation>
    </message>
    <message>
        <source>The catalogue {about} is missing. Put it back if you have it; else a new one is built: add your folders again.</source>
        <translation>Der Katalog {about} fehlt. Bitte zurücklegen, falls er noch da ist; sonst entsteht ein neuer: Ordner erneut hinzufügen.</translation>
    </message>
    <message>
        <source>The settings were changed to what cannot be, and stay as they were: {about}</source>
        <translation>Die Einstellungen wurden unzulässig geändert und bleiben, wie sie waren: {about}</translation>
    </message>
    <message>
        <source>{about} is in a folder that is kept indexed already.</source>
        <translation>{about} liegt in einem Ordner, der bereits indexiert wird.</translation>
    </message>
    <message>
        <source>The caches cannot be moved to {about} and stay where they are. Choose another folder for them in the settings.</source>
        <translation>Die Zwischenspeicher können nicht nach {about} verschoben werden und bleiben, wo sie sind. Bitte in den Einstellungen einen anderen Ordner für sie wählen.</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>The sound device does not answer. Choose another one.</source>
        <translation>Das Audiogerät antwortet nicht. Bitte ein anderes wählen.</translation>
    </message>
    <message>
        <source>Playing needs a library that this system lacks: {library}. Install it.</source>
        <translation>Zum Abspielen fehlt diesem System eine Bibliothek: {library}. Bitte installieren.</translation>
    </message>
    <message>
        <source>There is no sound device to play on. Connect one.</source>
        <translation>Es gibt kein Audiogerät zum Abspielen. Bitte eines anschließen.</translation>
    </message>
</context>
<context>
    <name>PlayerBar</name>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop playing</source>
        <translation>Wiedergabe beenden</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Lautstärke</translation>
    </message>
    <message>
        <source>Sound device</source>
        <translation>Audiogerät</translation>
    </message>
    <message>
        <source>Player</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Show {name}</source>
        <translation>{name} zeigen</translation>
    </message>
    <message>
        <source>Position in {name}</source>
        <translation>Position in {name}</translation>
    </message>
    <message>
        <source>{position} of {duration}</source>
        <translation>{position} von {duration}</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>No sound device is connected.</source>
        <translation>Kein Audiogerät ist angeschlossen.</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>This drive is not connected.</source>
        <translation>Dieses Laufwerk ist nicht angeschlossen.</translation>
    </message>
    <message>
        <source>This file is no longer there: it was deleted or moved.</source>
        <translation>Diese Datei ist nicht mehr da: Sie wurde gelöscht oder verschoben.</translation>
    </message>
    <message>
        <source>Preview of {name}</source>
        <translation>Vorschau von {name}</translation>
    </message>
    <message>
        <source>This picture cannot be shown. {reason}</source>
        <translation>Dieses Bild kann nicht gezeigt werden. {reason}</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Voriges Foto</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Close preview</source>
        <translation>Vorschau schließen</translation>
    </message>
    <message>
        <source>Photo to the left; of a video: the earlier moment</source>
        <translation>Foto links; bei einem Video: die frühere Stelle</translation>
    </message>
    <message>
        <source>Photo to the right; of a video: the later moment</source>
        <translation>Foto rechts; bei einem Video: die spätere Stelle</translation>
    </message>
    <message>
        <source>Close preview; of a sound or video: play or pause</source>
        <translation>Vorschau schließen; bei Klang oder Video: abspielen oder anhalten</translation>
    </message>
    <message>
        <source>Play the clip of a live photo</source>
        <translation>Den Clip eines Live-Fotos abspielen</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>Näher heran</translation>
    </message>
    <message>
        <source>Further</source>
        <translation>Weiter weg</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Ganzes Bild</translation>
    </message>
    <message>
        <source>Full size</source>
        <translation>Volle Größe</translation>
    </message>
    <message>
        <source>Mute a video</source>
        <translation>Den Ton eines Videos ausschalten</translation>
    </message>
    <message>
        <source>Look further left</source>
        <translation>Weiter links ansehen</translation>
    </message>
    <message>
        <source>Look further right</source>
        <translation>Weiter rechts ansehen</translation>
    </message>
    <message>
        <source>Look further up</source>
        <translation>Weiter oben ansehen</translation>
    </message>
    <message>
        <source>Look further down</source>
        <translation>Weiter unten ansehen</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}: {value}</translation>
    </message>
    <message>
        <source>{number} %</source>
        <translation>{number} %</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{} files a second</source>
        <translation>{} Dateien pro Sekunde</translation>
    </message>
    <message>
        <source>{}/s</source>
        <translation>{}/s</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
        <source>Less than 1 % not described yet</source>
        <translation>Weniger als 1 % noch nicht beschrieben</translation>
    </message>
    <message>
        <source>{} % not described yet</source>
        <translation>{} % noch nicht beschrieben</translation>
    </message>
</context>
<context>
    <name>Purposes</name>
    <message>
        <source>Photos and videos</source>
        <translation>Fotos und Videos</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>Klänge</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Gesprochenes</translation>
    </message>
    <message>
        <source>What is said, in other words</source>
        <translation>Gesprochenes in anderen Worten</translation>
    </message>
    <message>
        <source>Finds photos, and moments of videos, by what is in them: type “a red car in the snow”, for example.</source>
        <translation>Findet Fotos und Stellen in Videos nach dem, was darauf zu sehen ist: zum Beispiel „a red car in the snow“ eingeben.</translation>
    </message>
    <message>
        <source>Writes down what is said in your sounds and videos, so that its words are found.</source>
        <translation>Schreibt auf, was in den Klängen und Videos gesprochen wird, damit die Worte gefunden werden.</translation>
    </message>
    <message>
        <source>Finds sounds by what they are: type “heavy rain on a roof”, for example.</source>
        <translation>Findet Klänge nach dem, was darin zu hören ist: zum Beispiel „heavy rain on a roof“ eingeben.</translation>
    </message>
    <message>
        <source>Finds what was said even when you ask for it in other words.</source>
        <translation>Findet Gesprochenes auch, wenn mit anderen Worten danach gefragt wird.</translation>
    </message>
</context>
<context>
    <name>RecordButton</name>
    <message>
        <source>Stop, and search with it</source>
        <translation>Beenden und damit suchen</translation>
    </message>
    <message>
        <source>Search by a sound</source>
        <translation>Mit einem Klang suchen</translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>There is no microphone. Connect one.</source>
        <translation>Es gibt kein Mikrofon. Bitte eines anschließen.</translation>
    </message>
    <message>
        <source>The microphone {name} gives sound of an unknown form.</source>
        <translation>Das Mikrofon {name} liefert Klang in einer unbekannten Form.</translation>
    </message>
    <message>
        <source>The microphone {name} cannot be used now.</source>
        <translation>Das Mikrofon {name} kann jetzt nicht benutzt werden.</translation>
    </message>
    <message>
        <source>Nothing was heard: the microphone is mute or blocked.</source>
        <translation>Nichts war zu hören: Das Mikrofon ist stumm oder gesperrt.</translation>
    </message>
    <message>
        <source>mmdesk may not use the microphone. Allow it in the privacy settings of your system.</source>
        <translation>mmdesk darf das Mikrofon nicht benutzen. Erlauben lässt es sich in den Datenschutzeinstellungen des Systems.</translation>
    </message>
</context>
<context>
    <name>RecordingLine</name>
    <message>
        <source>Search with it</source>
        <translation>Damit suchen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Listening… {seconds} of {most}</source>
        <translation>Hört zu … {seconds} von {most}</translation>
    </message>
</context>
<context>
    <name>ResultsGrid</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message>
        <source>Best first</source>
        <translation>Beste zuerst</translation>
    </message>
    <message>
        <source>By date</source>
        <translation>Nach Datum</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Name</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sortierung</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message numerus="yes">
        <source>%Ln video(s)</source>
        <translation>
            <numerusform>%Ln Video</numerusform>
            <numerusform>%Ln Videos</numerusform>
        </translation>
    </message>
    <message>
        <source>Photos, sounds and videos appear here as they are found.</source>
        <translation>Fotos, Klänge und Videos erscheinen hier, sobald sie gefunden werden.</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Try other words, or a picture, sound or video as an example.</source>
        <translation>Vielleicht helfen andere Wörter oder ein Bild, Klang oder Video als Beispiel.</translation>
    </message>
    <message>
        <source>Your folders are being looked through: there may be some yet.</source>
        <translation>Ihre Ordner werden durchgesehen: Vielleicht kommt noch etwas.</translation>
    </message>
    <message>
        <source>There are no photos in your folders.</source>
        <translation>In Ihren Ordnern sind keine Fotos.</translation>
    </message>
    <message>
        <source>There are no sounds in your folders.</source>
        <translation>In Ihren Ordnern sind keine Klänge.</translation>
    </message>
    <message>
        <source>There are no videos in your folders.</source>
        <translation>In Ihren Ordnern sind keine Videos.</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft …</translation>
    </message>
    <message numerus="yes">
        <source>The best %Ln</source>
        <translation>
            <numerusform>Der beste %Ln</numerusform>
            <numerusform>Die besten %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln gefunden</numerusform>
            <numerusform>%Ln gefunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sound(s)</source>
        <translation>
            <numerusform>%Ln Klang</numerusform>
            <numerusform>%Ln Klänge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking through your folders…</source>
        <translation>Ihre Ordner werden durchgesehen …</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>Noch nichts hier</translation>
    </message>
    <message>
        <source>Add a folder, or drop one here; what is in it appears as it is found.</source>
        <translation>Einen Ordner hinzufügen oder hier ablegen; was darin ist, erscheint, sobald es gefunden wird.</translation>
    </message>
    <message>
        <source>This search could not be answered wholly</source>
        <translation>Diese Suche konnte nicht ganz beantwortet werden</translation>
    </message>
    <message>
        <source>Nothing passes all your filters: take some of them away.</source>
        <translation>Nichts genügt allen Filtern: Vielleicht einige davon wegnehmen.</translation>
    </message>
    <message>
        <source>Without filters</source>
        <translation>Ohne Filter</translation>
    </message>
    <message>
        <source>The words in quotes stand nowhere so: try without the quotes.</source>
        <translation>Die Wörter in Anführungszeichen stehen nirgends so: Vielleicht ohne die Anführungszeichen suchen.</translation>
    </message>
    <message>
        <source>Without quotes</source>
        <translation>Ohne Anführungszeichen</translation>
    </message>
    <message>
        <source>Get the model…</source>
        <translation>Modell holen …</translation>
    </message>
    <message>
        <source>This search cannot be answered</source>
        <translation>Diese Suche kann nicht beantwortet werden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>RootActions</name>
    <message>
        <source>Add a folder</source>
        <translation>Einen Ordner hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%n folder(s) will be kept indexed.</source>
        <translation>
            <numerusform>%n Ordner wird ab jetzt indiziert gehalten.</numerusform>
            <numerusform>%n Ordner werden ab jetzt indiziert gehalten.</numerusform>
        </translation>
    </message>
    <message>
        <source>mmdesk forgets what it knows about the files in {folder} and no longer finds them. The files themselves stay as they are. What you marked comes back when you add the folder again.</source>
        <translation>mmdesk vergisst, was es über die Dateien in {folder} weiß, und findet sie nicht mehr. Die Dateien selbst bleiben, wie sie sind. Markierungen kommen wieder, wenn der Ordner erneut hinzugefügt wird.</translation>
    </message>
    <message>
        <source>Remove folder</source>
        <translation>Ordner entfernen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>{folder} was removed.</source>
        <translation>{folder} wurde entfernt.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that were in {folder} are no longer there. If a drive or share is missing, connect it again instead. Shall mmdesk forget them?</source>
        <translation>
            <numerusform>%n Datei, die in {folder} war, ist nicht mehr da. Fehlt ein Laufwerk oder eine Freigabe, bitte stattdessen wieder verbinden. Soll mmdesk sie vergessen?</numerusform>
            <numerusform>%n Dateien, die in {folder} waren, sind nicht mehr da. Fehlt ein Laufwerk oder eine Freigabe, bitte stattdessen wieder verbinden. Soll mmdesk sie vergessen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Files are missing</source>
        <translation>Dateien fehlen</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>What is said in the files of {folder} is no longer written down.</source>
        <translation>Was in den Dateien von {folder} gesprochen wird, wird nicht mehr aufgeschrieben.</translation>
    </message>
    <message>
        <source>What is said in the files of {folder} will be written down. It is the costliest part of indexing; the newest come first.</source>
        <translation>Was in den Dateien von {folder} gesprochen wird, wird aufgeschrieben. Das ist der aufwendigste Teil des Indizierens; die neuesten kommen zuerst.</translation>
    </message>
    <message>
        <source>What is said in the files of {folder} will be written down once the model for speech is there. Get it in the settings, under Models.</source>
        <translation>Was in den Dateien von {folder} gesprochen wird, wird aufgeschrieben, sobald das Modell für Sprache da ist. Es lässt sich in den Einstellungen unter „Modelle“ holen.</translation>
    </message>
</context>
<context>
    <name>RootRow</name>
    <message>
        <source>Look through it again</source>
        <translation>Erneut durchsehen</translation>
    </message>
    <message>
        <source>Remove from mmdesk…</source>
        <translation>Aus mmdesk entfernen …</translation>
    </message>
    <message>
        <source>Write down what is said in its sounds and videos</source>
        <translation>Aufschreiben, was in seinen Klängen und Videos gesprochen wird</translation>
    </message>
    <message>
        <source>What is said in all sounds and videos is written down</source>
        <translation>Was in allen Klängen und Videos gesprochen wird, wird aufgeschrieben</translation>
    </message>
    <message>
        <source>Forget them…</source>
        <translation>Vergessen …</translation>
    </message>
    <message>
        <source>Not connected. What it holds can still be searched.</source>
        <translation>Nicht verbunden. Sein Inhalt kann trotzdem durchsucht werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are gone. Connect a missing drive, or let mmdesk forget them.</source>
        <translation>
            <numerusform>%n Datei ist nicht mehr da. Ein fehlendes Laufwerk anschließen, oder mmdesk sie vergessen lassen.</numerusform>
            <numerusform>%n Dateien sind nicht mehr da. Ein fehlendes Laufwerk anschließen, oder mmdesk sie vergessen lassen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RootsList</name>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>No folder yet.</source>
        <translation>Noch kein Ordner.</translation>
    </message>
</context>
<context>
    <name>SaidPane</name>
    <message>
        <source>Nothing is said in it.</source>
        <translation>Darin wird nichts gesprochen.</translation>
    </message>
    <message>
        <source>What is said in it is being written down.</source>
        <translation>Was darin gesprochen wird, wird gerade aufgeschrieben.</translation>
    </message>
    <message>
        <source>Written down up to {time} so far.</source>
        <translation>Bisher bis {time} aufgeschrieben.</translation>
    </message>
</context>
<context>
    <name>SaveSearch</name>
    <message>
        <source>Save this search…</source>
        <translation>Diese Suche speichern …</translation>
    </message>
    <message>
        <source>Name of the search</source>
        <translation>Name der Suche</translation>
    </message>
    <message>
        <source>A frame or part of a file is an example for now only.</source>
        <translation>Ein Bild oder ein Teil einer Datei ist nur für jetzt ein Beispiel.</translation>
    </message>
    <message>
        <source>Takes the place of the search of that name.</source>
        <translation>Ersetzt die Suche dieses Namens.</translation>
    </message>
    <message>
        <source>favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>My search</source>
        <translation>Meine Suche</translation>
    </message>
    <message>
        <source>like {name}</source>
        <translation>wie {name}</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Add words…</source>
        <translation>Wörter hinzufügen …</translation>
    </message>
    <message>
        <source>Describe it, drop a picture, sound or video, or type a name…</source>
        <translation>Beschreiben, Bild, Klang oder Video ablegen oder einen Namen tippen …</translation>
    </message>
    <message numerus="yes">
        <source>Remove the example(s)</source>
        <translation>
            <numerusform>Beispiel entfernen</numerusform>
            <numerusform>Beispiele entfernen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keys and gestures</source>
        <translation>Tasten und Gesten</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Maus</translation>
    </message>
    <message>
        <source>Show a sound large, with what is said in it</source>
        <translation>Einen Klang groß zeigen, mit dem, was darin gesprochen wird</translation>
    </message>
    <message>
        <source>Transcript: play from a line</source>
        <translation>Mitschrift: ab einer Zeile abspielen</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>Rechtsklick</translation>
    </message>
    <message>
        <source>Select several</source>
        <translation>Mehrere auswählen</translation>
    </message>
    <message>
        <source>Ctrl or Shift + click</source>
        <translation>Strg oder Umschalt + Klick</translation>
    </message>
    <message>
        <source>Drag to the search field</source>
        <translation>Ins Suchfeld ziehen</translation>
    </message>
    <message>
        <source>Drop it on the window</source>
        <translation>Auf dem Fenster ablegen</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Einen Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Play a sound from the match, or pause; show a photo or video large</source>
        <translation>Einen Klang ab der Fundstelle abspielen oder anhalten; ein Foto oder Video groß zeigen</translation>
    </message>
    <message>
        <source>Timeline of a video: the next mark</source>
        <translation>Zeitleiste eines Videos: die nächste Marke</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>Eine Datei öffnen</translation>
    </message>
    <message>
        <source>What can be done with it</source>
        <translation>Was sich damit tun lässt</translation>
    </message>
    <message>
        <source>Use files as examples</source>
        <translation>Dateien als Beispiele nehmen</translation>
    </message>
    <message>
        <source>Search by a file from elsewhere</source>
        <translation>Mit einer Datei von anderswo suchen</translation>
    </message>
    <message>
        <source>Drag them there</source>
        <translation>Dorthin ziehen</translation>
    </message>
    <message>
        <source>Give files to another program</source>
        <translation>Dateien an ein anderes Programm geben</translation>
    </message>
    <message>
        <source>Play a sound from there</source>
        <translation>Einen Klang von dort abspielen</translation>
    </message>
    <message>
        <source>Click in its waveform</source>
        <translation>In seine Wellenform klicken</translation>
    </message>
    <message>
        <source>Listen in, from the match</source>
        <translation>Ab der Fundstelle hineinhören</translation>
    </message>
    <message>
        <source>Rest on its waveform</source>
        <translation>Auf seiner Wellenform verweilen</translation>
    </message>
    <message>
        <source>Give the matching part of a sound to another program</source>
        <translation>Die gefundene Stelle eines Klangs einem anderen Programm geben</translation>
    </message>
    <message>
        <source>Drag the marked part of its waveform</source>
        <translation>Die markierte Stelle seiner Wellenform ziehen</translation>
    </message>
    <message>
        <source>Play a video from there</source>
        <translation>Ein Video von dort abspielen</translation>
    </message>
    <message>
        <source>Click in its timeline</source>
        <translation>In seine Zeitleiste klicken</translation>
    </message>
    <message>
        <source>Preview: nearer, further</source>
        <translation>Vorschau: näher heran, weiter weg</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Preview: move the picture</source>
        <translation>Vorschau: Bild bewegen</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Preview: full size or whole picture</source>
        <translation>Vorschau: volle Größe oder ganzes Bild</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>Eine Aktion oder Taste finden</translation>
    </message>
    <message>
        <source>No action is called that, and no such key is used.</source>
        <translation>Keine Aktion heißt so, und keine solche Taste wird verwendet.</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>Seitenleiste</translation>
    </message>
    <message>
        <source>Rename the saved search</source>
        <translation>Gespeicherte Suche umbenennen</translation>
    </message>
    <message>
        <source>Remove the saved search</source>
        <translation>Gespeicherte Suche entfernen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Forget recent searches</source>
        <translation>Letzte Suchen vergessen</translation>
    </message>
    <message>
        <source>Show in file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Look through it again</source>
        <translation>Erneut durchsehen</translation>
    </message>
    <message>
        <source>Missing files…</source>
        <translation>Fehlende Dateien …</translation>
    </message>
    <message>
        <source>Remove from library…</source>
        <translation>Aus der Bibliothek entfernen …</translation>
    </message>
    <message>
        <source>Folders can be dropped here; drop pictures on the search field.</source>
        <translation>Hier lassen sich Ordner ablegen; Bilder gehören auf das Suchfeld.</translation>
    </message>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>Letzte Suchen</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
</context>
<context>
    <name>SidebarModel</name>
    <message numerus="yes">
        <source>%n file(s) are no longer there. Click the sign to say what becomes of them.</source>
        <translation>
            <numerusform>%n Datei ist nicht mehr da. Ein Klick auf das Zeichen fragt, was mit ihr werden soll.</numerusform>
            <numerusform>%n Dateien sind nicht mehr da. Ein Klick auf das Zeichen fragt, was mit ihnen werden soll.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its drive is not connected. What is in it can still be found.</source>
        <translation>Das Laufwerk ist nicht angeschlossen. Der Inhalt ist weiterhin auffindbar.</translation>
    </message>
    <message>
        <source>Being indexed</source>
        <translation>Wird indiziert</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidebarView</name>
    <message>
        <source>Sidebar</source>
        <translation>Seitenleiste</translation>
    </message>
</context>
<context>
    <name>SimilarStrip</name>
    <message>
        <source>Looking for similar ones…</source>
        <translation>Ähnliche werden gesucht …</translation>
    </message>
    <message>
        <source>Nothing similar was found.</source>
        <translation>Nichts Ähnliches gefunden.</translation>
    </message>
</context>
<context>
    <name>SoundPane</name>
    <message>
        <source>Position in {name}</source>
        <translation>Position in {name}</translation>
    </message>
    <message>
        <source>Found at {part}</source>
        <translation>Gefunden bei {part}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>{position} of {duration}</source>
        <translation>{position} von {duration}</translation>
    </message>
</context>
<context>
    <name>SpeechPage</name>
    <message>
        <source>Speech</source>
        <translation>Gesprochenes</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Write down what is said in all sounds and videos</source>
        <translation>Aufschreiben, was in allen Klängen und Videos gesprochen wird</translation>
    </message>
    <message>
        <source>Found out for each file</source>
        <translation>Für jede Datei herausfinden</translation>
    </message>
    <message>
        <source>By far the costliest part of indexing: an hour of sound takes minutes, or on slow machines an hour. The newest files come first. For single folders, use the button beside them in the list of folders.</source>
        <translation>Der bei weitem aufwendigste Teil des Indizierens: Eine Stunde Klang dauert Minuten, auf langsamen Rechnern eine Stunde. Die neuesten Dateien kommen zuerst. Für einzelne Ordner gibt es den Knopf neben ihnen in der Liste der Ordner.</translation>
    </message>
    <message>
        <source>Choose one where all that is said is in one language.</source>
        <translation>Zu wählen, wo alles in einer Sprache gesprochen wird.</translation>
    </message>
    <message>
        <source>The model for speech is not on this machine yet: nothing is written down before it is.</source>
        <translation>Das Modell für Sprache ist noch nicht auf diesem Rechner: Bis dahin wird nichts aufgeschrieben.</translation>
    </message>
    <message>
        <source>Get the model…</source>
        <translation>Modell holen …</translation>
    </message>
</context>
<context>
    <name>SpeedPage</name>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Index gently</source>
        <translation>Schonend indizieren</translation>
    </message>
    <message>
        <source>Index gently on battery</source>
        <translation>Im Akkubetrieb schonend indizieren</translation>
    </message>
    <message>
        <source>Run the model on</source>
        <translation>Modell ausführen auf</translation>
    </message>
    <message>
        <source>One thread at low priority: slower, and nothing else notices.</source>
        <translation>Ein Thread mit niedriger Priorität: langsamer, und nichts anderes merkt etwas davon.</translation>
    </message>
    <message>
        <source>By itself, while the machine is not plugged in.</source>
        <translation>Von selbst, solange der Rechner nicht am Stromnetz hängt.</translation>
    </message>
    <message>
        <source>What this machine does not have cannot be chosen.</source>
        <translation>Was dieser Rechner nicht hat, lässt sich nicht wählen.</translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation>Das Beste, was es gibt</translation>
    </message>
    <message>
        <source>NVIDIA graphics card (CUDA)</source>
        <translation>NVIDIA-Grafikkarte (CUDA)</translation>
    </message>
    <message>
        <source>Apple graphics (Metal)</source>
        <translation>Apple-Grafik (Metal)</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Prozessor (CPU)</translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n Stern</numerusform>
            <numerusform>%n Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>Different ratings</source>
        <translation>Verschiedene Bewertungen</translation>
    </message>
    <message>
        <source>Rate with the keys 0 to 5. Click the same star again for none.</source>
        <translation>Mit den Tasten 0 bis 5 bewerten. Derselbe Stern noch einmal: keine Bewertung.</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>With the library</source>
        <translation>Bei der Bibliothek</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Its catalogue, your marks and the models.</source>
        <translation>Ihr Katalog, die Markierungen und die Modelle.</translation>
    </message>
    <message>
        <source>Caches</source>
        <translation>Zwischenspeicher</translation>
    </message>
    <message>
        <source>They may be lost: they are made anew.</source>
        <translation>Gehen sie verloren, entstehen sie neu.</translation>
    </message>
    <message>
        <source>Memory for thumbnails</source>
        <translation>Speicher für Vorschaubilder</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>The caches move there when mmdesk starts the next time.</source>
        <translation>Die Zwischenspeicher ziehen beim nächsten Start von mmdesk dorthin um.</translation>
    </message>
    <message>
        <source>Thumbnails {thumbnails}, vectors {vectors}</source>
        <translation>Vorschaubilder {thumbnails}, Vektoren {vectors}</translation>
    </message>
    <message>
        <source>A folder for the caches</source>
        <translation>Ein Ordner für die Zwischenspeicher</translation>
    </message>
    <message>
        <source>The caches cannot be kept in {folder}, as nothing may be written there. Choose another folder.</source>
        <translation>Die Zwischenspeicher können nicht in {folder} liegen, weil dort nichts geschrieben werden darf. Bitte einen anderen Ordner wählen.</translation>
    </message>
</context>
<context>
    <name>TagChip</name>
    <message>
        <source>Give the tag {tag} to all</source>
        <translation>Das Schlagwort {tag} allen geben</translation>
    </message>
    <message>
        <source>Remove the tag {tag}</source>
        <translation>Das Schlagwort {tag} entfernen</translation>
    </message>
    <message>
        <source>{tag} ({have} of {count})</source>
        <translation>{tag} ({have} von {count})</translation>
    </message>
    <message>
        <source>Find everything tagged {tag}</source>
        <translation>Alles mit dem Schlagwort {tag} finden</translation>
    </message>
</context>
<context>
    <name>TagEditor</name>
    <message>
        <source>Add a tag…</source>
        <translation>Schlagwort hinzufügen …</translation>
    </message>
    <message>
        <source>Add a tag</source>
        <translation>Schlagwort hinzufügen</translation>
    </message>
</context>
<context>
    <name>TagEntry</name>
    <message>
        <source>Tags, with commas between them</source>
        <translation>Schlagwörter, durch Kommas getrennt</translation>
    </message>
</context>
<context>
    <name>Tile</name>
    <message>
        <source>Its drive is not connected.</source>
        <translation>Das Laufwerk ist nicht angeschlossen.</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>found by: {reasons}</source>
        <translation>gefunden durch: {reasons}</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{month} {year}</translation>
    </message>
    <message>
        <source>moment at {time}</source>
        <translation>Stelle bei {time}</translation>
    </message>
    <message>
        <source>live photo</source>
        <translation>Live-Foto</translation>
    </message>
    <message>
        <source>photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>Klang</translation>
    </message>
    <message>
        <source>video</source>
        <translation>Video</translation>
    </message>
</context>
<context>
    <name>TimeSlider</name>
    <message>
        <source>{position} of {duration}</source>
        <translation>{position} von {duration}</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message numerus="yes">
        <source>%n moment(s) found</source>
        <translation>
            <numerusform>%n Stelle gefunden</numerusform>
            <numerusform>%n Stellen gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>{time}, {reason}</source>
        <translation>{time}, {reason}</translation>
    </message>
    <message>
        <source>What is seen</source>
        <translation>Was zu sehen ist</translation>
    </message>
    <message>
        <source>What is heard</source>
        <translation>Was zu hören ist</translation>
    </message>
    <message>
        <source>What is said</source>
        <translation>Was gesprochen wird</translation>
    </message>
    <message>
        <source>No sound</source>
        <translation>Kein Ton</translation>
    </message>
    <message>
        <source>Nobody speaks</source>
        <translation>Niemand spricht</translation>
    </message>
</context>
<context>
    <name>Toasts</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Told</name>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>Its content is no picture that mmdesk knows.</source>
        <translation>Der Inhalt ist kein Bild, das mmdesk kennt.</translation>
    </message>
    <message>
        <source>The file is cut off: a part of the picture is missing.</source>
        <translation>Die Datei ist abgeschnitten: Ein Teil des Bildes fehlt.</translation>
    </message>
    <message>
        <source>The content is damaged or of a kind that mmdesk cannot read.</source>
        <translation>Der Inhalt ist beschädigt oder von einer Art, die mmdesk nicht lesen kann.</translation>
    </message>
    <message>
        <source>The content is damaged or of a kind that mmdesk cannot read ({why}).</source>
        <translation>Der Inhalt ist beschädigt oder von einer Art, die mmdesk nicht lesen kann ({why}).</translation>
    </message>
    <message>
        <source>The file vanished before it was read.</source>
        <translation>Die Datei verschwand, bevor sie gelesen wurde.</translation>
    </message>
    <message>
        <source>You have no permission to read this file.</source>
        <translation>Es fehlt die Berechtigung, diese Datei zu lesen.</translation>
    </message>
    <message>
        <source>The drive reported an error while the file was read.</source>
        <translation>Das Laufwerk meldete beim Lesen der Datei einen Fehler.</translation>
    </message>
    <message>
        <source>The file cannot be read: {why}.</source>
        <translation>Die Datei kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
        <source>The picture has more pixels than mmdesk&apos;s limit.</source>
        <translation>Das Bild hat mehr Pixel, als mmdesk zulässt.</translation>
    </message>
    <message>
        <source>{width} x {height} pixels is more than mmdesk&apos;s limit of {limit} megapixels.</source>
        <translation>{width} x {height} Pixel sind mehr, als mmdesk zulässt ({limit} Megapixel).</translation>
    </message>
    <message>
        <source>The picture has no pixels.</source>
        <translation>Das Bild hat keine Pixel.</translation>
    </message>
    <message>
        <source>mmdesk cannot read {format} yet.</source>
        <translation>mmdesk kann {format} noch nicht lesen.</translation>
    </message>
    <message>
        <source>It is no regular file.</source>
        <translation>Es ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>Reading it needs more than {limit} MB of memory.</source>
        <translation>Das Lesen braucht mehr als {limit} MB Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>Reading it took longer than {limit} s.</source>
        <translation>Das Lesen dauerte länger als {limit} s.</translation>
    </message>
    <message>
        <source>Its decoder crashed.</source>
        <translation>Der Decoder ist dabei abgestürzt.</translation>
    </message>
    <message>
        <source>Its content is no sound that mmdesk knows.</source>
        <translation>Der Inhalt ist kein Klang, den mmdesk kennt.</translation>
    </message>
    <message>
        <source>It holds no sound.</source>
        <translation>Sie enthält keinen Klang.</translation>
    </message>
    <message>
        <source>It holds no sound: its length is zero.</source>
        <translation>Sie enthält keinen Klang: Die Länge ist null.</translation>
    </message>
    <message>
        <source>No sound can be decoded from it: the file is cut off or damaged.</source>
        <translation>Aus ihr lässt sich kein Klang lesen: Die Datei ist abgeschnitten oder beschädigt.</translation>
    </message>
    <message>
        <source>Its sound is coded in a way that mmdesk cannot read.</source>
        <translation>Der Klang ist auf eine Weise kodiert, die mmdesk nicht lesen kann.</translation>
    </message>
    <message>
        <source>It is protected against copying (DRM): only its own player can open it.</source>
        <translation>Sie ist gegen Kopieren geschützt (DRM): Nur das zugehörige Programm kann sie öffnen.</translation>
    </message>
    <message>
        <source>{rate} samples a second are no rate that mmdesk can read.</source>
        <translation>{rate} Abtastwerte pro Sekunde kann mmdesk nicht lesen.</translation>
    </message>
    <message>
        <source>{channels} channels are more or fewer than mmdesk can read.</source>
        <translation>{channels} Kanäle sind mehr oder weniger, als mmdesk lesen kann.</translation>
    </message>
    <message>
        <source>The sound breaks off after {at} of {whole}: the file is cut off or damaged.</source>
        <translation>Der Klang bricht nach {at} von {whole} ab: Die Datei ist abgeschnitten oder beschädigt.</translation>
    </message>
    <message>
        <source>The sound breaks off after {at}: the file is cut off or damaged.</source>
        <translation>Der Klang bricht nach {at} ab: Die Datei ist abgeschnitten oder beschädigt.</translation>
    </message>
    <message>
        <source>A part of the sound is damaged or missing, first after {at}.</source>
        <translation>Ein Teil des Klangs ist beschädigt oder fehlt, zuerst nach {at}.</translation>
    </message>
    <message>
        <source>The sound ends before this part of it.</source>
        <translation>Der Klang endet vor dieser Stelle.</translation>
    </message>
    <message>
        <source>Its content is no video that mmdesk knows.</source>
        <translation>Der Inhalt ist kein Video, das mmdesk kennt.</translation>
    </message>
    <message>
        <source>It holds no moving pictures.</source>
        <translation>Sie enthält keine bewegten Bilder.</translation>
    </message>
    <message>
        <source>No picture can be decoded from it: the file is cut off or damaged.</source>
        <translation>Es lässt sich kein Bild daraus lesen: Die Datei ist abgeschnitten oder beschädigt.</translation>
    </message>
    <message>
        <source>Nothing in it can be decoded: the file is cut off or damaged.</source>
        <translation>Nichts darin lässt sich lesen: Die Datei ist abgeschnitten oder beschädigt.</translation>
    </message>
    <message>
        <source>Its pictures are coded in a way that mmdesk cannot read.</source>
        <translation>Ihre Bilder sind auf eine Art kodiert, die mmdesk nicht lesen kann.</translation>
    </message>
    <message>
        <source>Its pictures are coded in a way that mmdesk cannot read ({codec}).</source>
        <translation>Ihre Bilder sind auf eine Art kodiert, die mmdesk nicht lesen kann ({codec}).</translation>
    </message>
    <message>
        <source>The file is cut off: the part that tells where its pictures and sounds lie is missing.</source>
        <translation>Die Datei ist abgeschnitten: Der Teil fehlt, der sagt, wo ihre Bilder und Klänge liegen.</translation>
    </message>
    <message>
        <source>The pictures break off after {at} of {whole}: the file is cut off or damaged.</source>
        <translation>Die Bilder brechen nach {at} von {whole} ab: Die Datei ist abgeschnitten oder beschädigt.</translation>
    </message>
    <message>
        <source>The pictures break off after {at}: the file is cut off or damaged.</source>
        <translation>Die Bilder brechen nach {at} ab: Die Datei ist abgeschnitten oder beschädigt.</translation>
    </message>
    <message>
        <source>A part of the pictures is damaged or missing.</source>
        <translation>Ein Teil der Bilder ist beschädigt oder fehlt.</translation>
    </message>
    <message>
        <source>A part of the pictures is damaged or missing, first after {at}.</source>
        <translation>Ein Teil der Bilder ist beschädigt oder fehlt, zuerst nach {at}.</translation>
    </message>
    <message>
        <source>The frame at {at} s cannot be decoded.</source>
        <translation>Das Bild bei {at} s lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The video ends before this part of it.</source>
        <translation>Das Video endet vor dieser Stelle.</translation>
    </message>
    <message>
        <source>A file of that name is there already. Choose another name.</source>
        <translation>Es gibt schon eine Datei dieses Namens. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>You have no permission to write there. Choose another folder.</source>
        <translation>Dort dürfen Sie nicht schreiben. Bitte einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The folder is not there any more. Choose another one.</source>
        <translation>Den Ordner gibt es nicht mehr. Bitte einen anderen wählen.</translation>
    </message>
    <message>
        <source>There is not enough room for it on the disk.</source>
        <translation>Auf dem Datenträger ist nicht genug Platz dafür.</translation>
    </message>
    <message>
        <source>There is not enough room left for you on the disk.</source>
        <translation>Auf dem Datenträger ist für Sie nicht mehr genug Platz.</translation>
    </message>
    <message>
        <source>The disk takes no file as large as this.</source>
        <translation>Der Datenträger nimmt keine so große Datei an.</translation>
    </message>
    <message>
        <source>Nothing can be written there. Choose another folder.</source>
        <translation>Dort lässt sich nichts schreiben. Bitte einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>It cannot be written: {why}.</source>
        <translation>Es lässt sich nicht schreiben: {why}.</translation>
    </message>
    <message>
        <source>mmdesk writes no videos that end in {suffix}. Choose one of {known}.</source>
        <translation>mmdesk schreibt keine Videos, die auf {suffix} enden. Bitte eins von diesen wählen: {known}.</translation>
    </message>
    <message>
        <source>The name must say what kind of video it is. Let it end in one of {known}.</source>
        <translation>Der Name muss sagen, was für ein Video es ist. Er soll auf eins von diesen enden: {known}.</translation>
    </message>
    <message>
        <source>There is nothing between these times.</source>
        <translation>Zwischen diesen Zeiten ist nichts.</translation>
    </message>
    <message>
        <source>The export was cancelled.</source>
        <translation>Der Export wurde abgebrochen.</translation>
    </message>
    <message>
        <source>It is no longer in the library.</source>
        <translation>Es ist nicht mehr in der Bibliothek.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
        <source>{path} cannot be an example. {why}</source>
        <translation>{path} kann kein Beispiel sein. {why}</translation>
    </message>
    <message>
        <source>{path} is a folder: give a picture, sound or video.</source>
        <translation>{path} ist ein Ordner: Gebraucht wird ein Bild, ein Klang oder ein Video.</translation>
    </message>
    <message>
        <source>{path} is no picture, sound or video that mmdesk knows.</source>
        <translation>{path} ist weder ein Bild noch ein Klang oder Video, das mmdesk kennt.</translation>
    </message>
    <message>
        <source>A date looks like 2021, 2021-07 or 2021-07-15, not {text}.</source>
        <translation>Ein Datum sieht aus wie 2021, 2021-07 oder 2021-07-15, nicht wie {text}.</translation>
    </message>
    <message>
        <source>There is no kind {text}; the kinds are {kinds}.</source>
        <translation>Es gibt keine Art {text}; es gibt: {kinds}.</translation>
    </message>
    <message>
        <source>There is no is:{text}; there is is:favourite.</source>
        <translation>is:{text} gibt es nicht; es gibt is:favourite.</translation>
    </message>
    <message>
        <source>The model {model} crashed (exit status {status}); it starts again when it is next needed.</source>
        <translation>Das Modell {model} ist abgestürzt (Status {status}); es startet neu, sobald es wieder gebraucht wird.</translation>
    </message>
    <message>
        <source>The model in {folder} is of the kind {kind}, which mmdesk cannot use here: choose one of the kind {label}.</source>
        <translation>Das Modell in {folder} ist von der Art {kind}, die mmdesk hier nicht verwenden kann: Gebraucht wird eines der Art {label}.</translation>
    </message>
    <message>
        <source>The folder {folder} holds its weights in several files: mmdesk loads models whose weights are one file, {file}; choose a smaller one.</source>
        <translation>Im Ordner {folder} liegen die Gewichte in mehreren Dateien: mmdesk lädt Modelle, deren Gewichte eine Datei sind, {file}; bitte ein kleineres wählen.</translation>
    </message>
    <message>
        <source>The folder {folder} holds weights only as {found}: mmdesk loads nothing but {file}, because other weight files can run code; choose a model that has it.</source>
        <translation>Im Ordner {folder} liegen die Gewichte nur als {found}: mmdesk lädt nichts als {file}, weil andere Dateien mit Gewichten Programme ausführen können; bitte ein Modell wählen, das sie hat.</translation>
    </message>
    <message>
        <source>The file {path} cannot be read ({why}).</source>
        <translation>Die Datei {path} kann nicht gelesen werden ({why}).</translation>
    </message>
    <message>
        <source>There is no room for the model {model}: {folder} needs {needed} more and has {free}; free some space, or choose a folder that has the model.</source>
        <translation>Für das Modell {model} ist kein Platz: {folder} braucht noch {needed} und hat {free}; bitte Platz schaffen oder einen Ordner wählen, der das Modell enthält.</translation>
    </message>
    <message>
        <source>The model {model} is not complete, as the hub cannot be reached or the connection broke: {again}.</source>
        <translation>Das Modell {model} ist nicht vollständig, weil der Hub nicht erreichbar oder die Verbindung abgebrochen ist: {again}.</translation>
    </message>
    <message>
        <source>The model {model} is not complete, as the hub answered with an error ({status}): {again}.</source>
        <translation>Das Modell {model} ist nicht vollständig, weil der Hub mit einem Fehler antwortete ({status}): {again}.</translation>
    </message>
    <message>
        <source>The model {model} is not complete, as what answered is not the hub: {again}.</source>
        <translation>Das Modell {model} ist nicht vollständig, weil etwas anderes als der Hub antwortete: {again}.</translation>
    </message>
    <message>
        <source>The model {model} cannot be stored ({why}): {again}.</source>
        <translation>Das Modell {model} kann nicht gespeichert werden ({why}): {again}.</translation>
    </message>
    <message>
        <source>try again, or choose a folder that has it; until then mmdesk works with what it has</source>
        <translation>erneut versuchen oder einen Ordner wählen, der es enthält; bis dahin arbeitet mmdesk mit dem, was da ist</translation>
    </message>
    <message>
        <source>The folder {folder} holds no {file}: choose a folder with a model of the kind {label}.</source>
        <translation>Der Ordner {folder} enthält kein {file}: Bitte einen Ordner mit einem Modell der Art {label} wählen.</translation>
    </message>
    <message>
        <source>The folder {folder} holds no {file}, so mmdesk cannot know what the model takes: download the model, or choose another folder.</source>
        <translation>Der Ordner {folder} enthält kein {file}, daher kann mmdesk nicht wissen, was das Modell braucht: Bitte das Modell herunterladen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The folder {folder} holds no {file}: download the model, or choose another folder.</source>
        <translation>Der Ordner {folder} enthält kein {file}: Bitte das Modell herunterladen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The file {path} cannot be used ({why}): download the model, or choose another folder.</source>
        <translation>Die Datei {path} ist nicht verwendbar ({why}): Bitte das Modell herunterladen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The file {path} is damaged or not whole ({why}): download the model, or choose another folder.</source>
        <translation>Die Datei {path} ist beschädigt oder unvollständig ({why}): Bitte das Modell herunterladen oder einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The folder {folder} of the model {model} is gone: put it back, or choose another model.</source>
        <translation>Der Ordner {folder} des Modells {model} ist nicht mehr da: Bitte zurücklegen oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The folder {folder} is gone: put it back, or choose another model.</source>
        <translation>Der Ordner {folder} ist nicht mehr da: Bitte zurücklegen oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The model {model} is not on this machine: download it, or choose a folder that has it.</source>
        <translation>Das Modell {model} ist nicht auf diesem Rechner: Bitte herunterladen oder einen Ordner wählen, der es enthält.</translation>
    </message>
</context>
<context>
    <name>TranscriptView</name>
    <message>
        <source>Transcript</source>
        <translation>Mitschrift</translation>
    </message>
</context>
<context>
    <name>Trashing</name>
    <message>
        <source>There is no file to move: it is gone, or its drive is away.</source>
        <translation>Es gibt keine Datei zum Verschieben: Sie ist nicht mehr da, oder ihr Laufwerk fehlt.</translation>
    </message>
    <message numerus="yes">
        <source>Move %n file(s) to the trash?</source>
        <translation>
            <numerusform>%n Datei in den Papierkorb verschieben?</numerusform>
            <numerusform>%n Dateien in den Papierkorb verschieben?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more cannot be reached and will stay.</source>
        <translation>
            <numerusform>%n weiteres ist nicht erreichbar und bleibt.</numerusform>
            <numerusform>%n weitere sind nicht erreichbar und bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Move to Trash</source>
        <translation>In den Papierkorb verschieben</translation>
    </message>
    <message numerus="yes">
        <source>Also move %n copy(s) in other places</source>
        <translation>
            <numerusform>Auch %n Kopie an anderem Ort verschieben</numerusform>
            <numerusform>Auch %n Kopien an anderen Orten verschieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be moved to the trash.</source>
        <translation>
            <numerusform>%n Datei konnte nicht in den Papierkorb verschoben werden.</numerusform>
            <numerusform>%n Dateien konnten nicht in den Papierkorb verschoben werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) moved to the trash</source>
        <translation>
            <numerusform>%n Datei in den Papierkorb verschoben</numerusform>
            <numerusform>%n Dateien in den Papierkorb verschoben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) brought back</source>
        <translation>
            <numerusform>%n Datei zurückgeholt</numerusform>
            <numerusform>%n Dateien zurückgeholt</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be brought back.</source>
        <translation>
            <numerusform>%n Datei konnte nicht zurückgeholt werden.</numerusform>
            <numerusform>%n Dateien konnten nicht zurückgeholt werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: {reason}</source>
        <translation>{name}: {reason}</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaveSlider</name>
    <message>
        <source>Position in the sound</source>
        <translation>Position im Klang</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>or drop folders here</source>
        <translation>oder Ordner hier ablegen</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Which folders shall mmdesk look through?</source>
        <translation>Welche Ordner soll mmdesk durchsehen?</translation>
    </message>
    <message>
        <source>Find your own photos, sounds and videos: describe them, or give one like them.</source>
        <translation>Die eigenen Fotos, Klänge und Videos finden: durch Beschreiben oder mit etwas Ähnlichem.</translation>
    </message>
    <message>
        <source>Nothing leaves this machine, and your files are only ever read.</source>
        <translation>Nichts verlässt diesen Rechner, Dateien werden nur gelesen.</translation>
    </message>
    <message>
        <source>That is no folder; drop the folder that it lies in.</source>
        <translation>Das ist kein Ordner; bitte den Ordner ablegen, in dem es liegt.</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Einen Ordner hinzufügen</translation>
    </message>
</context>
<context>
    <name>Whereabouts</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the coordinates</source>
        <translation>Koordinaten kopieren</translation>
    </message>
    <message>
        <source>Open map</source>
        <translation>Karte öffnen</translation>
    </message>
    <message>
        <source>The coordinates are in the clipboard.</source>
        <translation>Die Koordinaten sind in der Zwischenablage.</translation>
    </message>
    <message>
        <source>No application on this computer opens a place on a map.</source>
        <translation>Keine Anwendung auf diesem Rechner öffnet einen Ort auf einer Karte.</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>Seen: {reason}</source>
        <translation>Gesehen: {reason}</translation>
    </message>
    <message>
        <source>Heard: {reason}</source>
        <translation>Gehört: {reason}</translation>
    </message>
    <message>
        <source>Said: {reason}</source>
        <translation>Gesprochen: {reason}</translation>
    </message>
    <message>
        <source>What it shows fits your words.</source>
        <translation>Was es zeigt, passt zu Ihren Worten.</translation>
    </message>
    <message>
        <source>It shows the same kind of thing as {name}.</source>
        <translation>Es zeigt das Gleiche wie {name}.</translation>
    </message>
    <message>
        <source>Colours and shapes are like those of {name}.</source>
        <translation>Farben und Formen sind wie bei {name}.</translation>
    </message>
    <message>
        <source>It sounds as your words describe.</source>
        <translation>Es klingt, wie die Worte es beschreiben.</translation>
    </message>
    <message>
        <source>It sounds like {name}.</source>
        <translation>Es klingt wie {name}.</translation>
    </message>
    <message>
        <source>It sounds like your example.</source>
        <translation>Es klingt wie das Beispiel.</translation>
    </message>
    <message>
        <source>Said in it: {words}</source>
        <translation>Darin gesprochen: {words}</translation>
    </message>
    <message>
        <source>Your words stand in its {field}.</source>
        <translation>Die Suchwörter stehen {field}.</translation>
    </message>
    <message>
        <source>{words} stands in its {field}.</source>
        <translation>Gefunden {field}: {words}.</translation>
    </message>
    <message>
        <source>{words} stand in its {field}.</source>
        <translation>Gefunden {field}: {words}.</translation>
    </message>
    <message>
        <source>Seen: it shows what your words say.</source>
        <translation>Gesehen: Es zeigt, was die Worte sagen.</translation>
    </message>
    <message>
        <source>Seen: the same kind of thing as in {}.</source>
        <translation>Gesehen: das Gleiche wie in {}.</translation>
    </message>
    <message>
        <source>Seen: colours and shapes like those of {}.</source>
        <translation>Gesehen: Farben und Formen wie in {}.</translation>
    </message>
    <message>
        <source>Heard: it sounds as your words say.</source>
        <translation>Gehört: Es klingt, wie die Worte sagen.</translation>
    </message>
    <message>
        <source>Heard: it sounds like {}.</source>
        <translation>Gehört: Es klingt wie {}.</translation>
    </message>
    <message>
        <source>Heard: it sounds like your example.</source>
        <translation>Gehört: Es klingt wie das Beispiel.</translation>
    </message>
    <message>
        <source>file name</source>
        <translation>im Dateinamen</translation>
    </message>
    <message>
        <source>folders</source>
        <translation>in den Ordnernamen</translation>
    </message>
    <message>
        <source>title</source>
        <translation>im Titel</translation>
    </message>
    <message>
        <source>caption</source>
        <translation>in der Bildunterschrift</translation>
    </message>
    <message>
        <source>keywords and tags</source>
        <translation>in den Stich- und Schlagwörtern</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>im Namen der Kamera</translation>
    </message>
    <message>
        <source>artist, album or genre</source>
        <translation>Interpret, Album oder Genre</translation>
    </message>
    <message>
        <source>It is among the newest.</source>
        <translation>Es gehört zu den neuesten.</translation>
    </message>
    <message>
        <source>It passes the filters.</source>
        <translation>Es erfüllt die Filter.</translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <source>&amp;Library</source>
        <translation>&amp;Bibliothek</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suche</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Add folder…</source>
        <translation>&amp;Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Look through all folders again</source>
        <translation>&amp;Alle Ordner erneut durchsehen</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Pause or resume indexing</source>
        <translation>&amp;Indizieren anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Index &amp;gently</source>
        <translation>S&amp;chonend indizieren</translation>
    </message>
    <message>
        <source>Files that &amp;failed…</source>
        <translation>&amp;Fehlgeschlagene Dateien …</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>Find what is in the &amp;clipboard</source>
        <translation>Mit der &amp;Zwischenablage suchen</translation>
    </message>
    <message>
        <source>&amp;Show everything</source>
        <translation>&amp;Alles zeigen</translation>
    </message>
    <message>
        <source>Sa&amp;ve this search…</source>
        <translation>Diese Suche s&amp;peichern …</translation>
    </message>
    <message>
        <source>&amp;Sidebar</source>
        <translation>&amp;Seitenleiste</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>&amp;Details</translation>
    </message>
    <message>
        <source>&amp;Larger pictures</source>
        <translation>&amp;Größere Bilder</translation>
    </message>
    <message>
        <source>S&amp;maller pictures</source>
        <translation>&amp;Kleinere Bilder</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Keys and gestures</source>
        <translation>&amp;Tasten und Gesten</translation>
    </message>
    <message>
        <source>Sort: &amp;best first</source>
        <translation>Sortieren: &amp;beste zuerst</translation>
    </message>
    <message>
        <source>Sort: by d&amp;ate</source>
        <translation>Sortieren: nach Da&amp;tum</translation>
    </message>
    <message>
        <source>Sort: by &amp;name</source>
        <translation>Sortieren: nach &amp;Name</translation>
    </message>
</context>
<context>
    <name>_Counts</name>
    <message numerus="yes">
        <source>%n file(s) a minute</source>
        <translation>
            <numerusform>%n Datei pro Minute</numerusform>
            <numerusform>%n Dateien pro Minute</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>noch etwa %n Minute</numerusform>
            <numerusform>noch etwa %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>noch etwa %n Stunde</numerusform>
            <numerusform>noch etwa %n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n day(s) left</source>
        <translation>
            <numerusform>noch etwa %n Tag</numerusform>
            <numerusform>noch etwa %n Tage</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Veil</name>
    <message numerus="yes">
        <source>Index the folder(s), or search with what is in them</source>
        <translation>
            <numerusform>Den Ordner indexieren oder mit seinem Inhalt suchen</numerusform>
            <numerusform>Die Ordner indexieren oder mit ihrem Inhalt suchen</numerusform>
        </translation>
    </message>
    <message>
        <source>You are asked which, once you have dropped</source>
        <translation>Was davon, wird nach dem Ablegen gefragt</translation>
    </message>
    <message>
        <source>A folder can be indexed instead</source>
        <translation>Ein Ordner kann stattdessen indiziert werden</translation>
    </message>
    <message>
        <source>Find what is like this</source>
        <translation>Ähnliches finden</translation>
    </message>
    <message>
        <source>Keeps such results back</source>
        <translation>Hält solche Ergebnisse zurück</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>Weniger wie dieses</translation>
    </message>
</context>
</TS>
