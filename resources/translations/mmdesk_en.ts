<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ChipRow</name>
    <message numerus="yes">
        <source>+%n more</source>
        <translation>
            <numerusform>+%n more</numerusform>
            <numerusform>+%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more example(s)</source>
        <translation>
            <numerusform>%n more example</numerusform>
            <numerusform>%n more examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message numerus="yes">
        <source>%n item(s) selected</source>
        <translation>
            <numerusform>%n item selected</numerusform>
            <numerusform>%n items selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them on drives that are not connected.</source>
        <translation>
            <numerusform>%n of them on a drive that is not connected.</numerusform>
            <numerusform>%n of them on drives that are not connected.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExampleTaker</name>
    <message numerus="yes">
        <source>Index the folder(s) instead</source>
        <translation>
            <numerusform>Index the folder instead</numerusform>
            <numerusform>Index the folders instead</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Dropped folder(s)</source>
        <translation>
            <numerusform>Dropped folder</numerusform>
            <numerusform>Dropped folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Index the folder(s)</source>
        <translation>
            <numerusform>Index the folder</numerusform>
            <numerusform>Index the folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What shall be done with these %n folder(s)?</source>
        <translation>
            <numerusform>What shall be done with this %n folder?</numerusform>
            <numerusform>What shall be done with these %n folders?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FailuresDialog</name>
    <message numerus="yes">
        <source>%n file(s) could not be indexed, or only in part. They stay where they are; mmdesk tries each again when it changes.</source>
        <translation>
            <numerusform>%n file could not be indexed, or only in part. It stays where it is; mmdesk tries it again when it changes.</numerusform>
            <numerusform>%n files could not be indexed, or only in part. They stay where they are; mmdesk tries each again when it changes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message numerus="yes">
        <source>Select up to %n file(s) to open them.</source>
        <translation>
            <numerusform>Select up to %n file to open them.</numerusform>
            <numerusform>Select up to %n files to open them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) copied</source>
        <translation>
            <numerusform>%n file copied</numerusform>
            <numerusform>%n files copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n path(s) copied</source>
        <translation>
            <numerusform>%n path copied</numerusform>
            <numerusform>%n paths copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IndexingPanel</name>
    <message numerus="yes">
        <source>%n file(s) with problems</source>
        <translation>
            <numerusform>%n file with problems</numerusform>
            <numerusform>%n files with problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ItemActions</name>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Select up to %n file(s) as examples.</source>
        <translation>
            <numerusform>Select up to %n file as examples.</numerusform>
            <numerusform>Select up to %n files as examples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag %n file(s)</source>
        <translation>
            <numerusform>Tag %n file</numerusform>
            <numerusform>Tag %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ItemDetails</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarksEditor</name>
    <message numerus="yes">
        <source>Write the marks of %n file(s) to .xmp sidecars?</source>
        <translation>
            <numerusform>Write the marks of %n file to an .xmp sidecar?</numerusform>
            <numerusform>Write the marks of %n files to .xmp sidecars?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecar(s) written.</source>
        <translation>
            <numerusform>%n sidecar written.</numerusform>
            <numerusform>%n sidecars written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be written; {name}: {reason}</source>
        <translation>
            <numerusform>%n could not be written; {name}: {reason}</numerusform>
            <numerusform>%n could not be written; {name}: {reason}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsPage</name>
    <message numerus="yes">
        <source>The best %Ln</source>
        <translation>
            <numerusform>The best %Ln</numerusform>
            <numerusform>The best %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln found</source>
        <translation>
            <numerusform>%Ln found</numerusform>
            <numerusform>%Ln found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sound(s)</source>
        <translation>
            <numerusform>%Ln sound</numerusform>
            <numerusform>%Ln sounds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln video(s)</source>
        <translation>
            <numerusform>%Ln video</numerusform>
            <numerusform>%Ln videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RootActions</name>
    <message numerus="yes">
        <source>%n folder(s) will be kept indexed.</source>
        <translation>
            <numerusform>%n folder will be kept indexed.</numerusform>
            <numerusform>%n folders will be kept indexed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) that were in {folder} are no longer there. If a drive or share is missing, connect it again instead. Shall mmdesk forget them?</source>
        <translation>
            <numerusform>%n file that was in {folder} is no longer there. If a drive or share is missing, connect it again instead. Shall mmdesk forget it?</numerusform>
            <numerusform>%n files that were in {folder} are no longer there. If a drive or share is missing, connect it again instead. Shall mmdesk forget them?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RootRow</name>
    <message numerus="yes">
        <source>%n file(s) are gone. Connect a missing drive, or let mmdesk forget them.</source>
        <translation>
            <numerusform>%n file is gone. Connect a missing drive, or let mmdesk forget it.</numerusform>
            <numerusform>%n files are gone. Connect a missing drive, or let mmdesk forget them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message numerus="yes">
        <source>Remove the example(s)</source>
        <translation>
            <numerusform>Remove the example</numerusform>
            <numerusform>Remove the examples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidebarModel</name>
    <message numerus="yes">
        <source>%n file(s) are no longer there. Click the sign to say what becomes of them.</source>
        <translation>
            <numerusform>%n file is no longer there. Click the sign to say what becomes of it.</numerusform>
            <numerusform>%n files are no longer there. Click the sign to say what becomes of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message numerus="yes">
        <source>%n moment(s) found</source>
        <translation>
            <numerusform>%n moment found</numerusform>
            <numerusform>%n moments found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Trashing</name>
    <message numerus="yes">
        <source>Move %n file(s) to the trash?</source>
        <translation>
            <numerusform>Move %n file to the trash?</numerusform>
            <numerusform>Move %n files to the trash?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more cannot be reached and will stay.</source>
        <translation>
            <numerusform>%n more cannot be reached and will stay.</numerusform>
            <numerusform>%n more cannot be reached and will stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Also move %n copy(s) in other places</source>
        <translation>
            <numerusform>Also move %n copy in another place</numerusform>
            <numerusform>Also move %n copies in other places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be moved to the trash.</source>
        <translation>
            <numerusform>%n file could not be moved to the trash.</numerusform>
            <numerusform>%n files could not be moved to the trash.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) moved to the trash</source>
        <translation>
            <numerusform>%n file moved to the trash</numerusform>
            <numerusform>%n files moved to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) brought back</source>
        <translation>
            <numerusform>%n file brought back</numerusform>
            <numerusform>%n files brought back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be brought back.</source>
        <translation>
            <numerusform>%n file could not be brought back.</numerusform>
            <numerusform>%n files could not be brought back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counts</name>
    <message numerus="yes">
        <source>%n file(s) a minute</source>
        <translation>
            <numerusform>%n file a minute</numerusform>
            <numerusform>%n files a minute</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s) left</source>
        <translation>
            <numerusform>about %n minute left</numerusform>
            <numerusform>about %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s) left</source>
        <translation>
            <numerusform>about %n hour left</numerusform>
            <numerusform>about %n hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n day(s) left</source>
        <translation>
            <numerusform>about %n day left</numerusform>
            <numerusform>about %n days left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Veil</name>
    <message numerus="yes">
        <source>Index the folder(s), or search with what is in them</source>
        <translation>
            <numerusform>Index the folder, or search with what is in it</numerusform>
            <numerusform>Index the folders, or search with what is in them</numerusform>
        </translation>
    </message>
</context>
</TS>
