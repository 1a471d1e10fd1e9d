"""English words that say little about what is asked, so that a question isn't judged by them."""

from __future__ import annotations

from .normalise import stem, words

_FUNCTION_WORDS = """
a an the this that these those it its is are was were be been being am do does did done doing have has had having can
could will would shall should may might must i me my mine we us our ours you your yours he him his she her they them
their there here to of in on at for from with by as and or if so than then but about into onto out up down over under
also too very just any some all each both either such own same other another more most much many few lot only even yet
still again ever now already else while during per via within what whats which who whos whom whose when where why how
between through always never longer whether n not no isnt arent dont doesnt didnt cant wont wasnt werent havent
hasnt hadnt shouldnt couldnt wouldnt mustnt aint cannot hows anymore im ive id ill youre theres thats lets u ur r y
"""
_CHATTER = """
support work works working happen happens purpose feature behaviour behavior possible clear separate separately
seperate means meant wanted wants general basically supposed actual please pls plz hi hello hey thanks thank thx ty
guys anyone anybody someone somebody everyone folks team sir wondering wonder tell explain explained describe
elaborate clarify clarity clarification understand know knows think thought guess say says said mean want like need
needs get gets got getting give gives go goes going come comes make makes sure really actually maybe perhaps probably
quite bit thing things something anything stuff way ways question questions ask asking asked answer help helps helpful
advice idea info information details detail documentation document doc docs page article statement sentence example
correct right true exactly specific specifically possibly able context confusion confused confusing confuse added add
include included missing mention mentioned seems seem looks look see seen show shows describes regarding concerning
related case cases scenario hope issue trying try tried using use used wrong bad difficult easy simple little stuck
again kind sort point one two read reading found find finding heard hear wrote written according etc eg ie currently
today quick quickly good best well ok okay yes yeah lol btw pl kindly us der die das ein eine ist sind und oder fur
von mit im ich wir man kann konnen muss wie es de het een en of ik wij je kan kunnen mag moet hoe voor van met op te
tussen zwischen dan als mijn onze meine unsere alle bei beim zum zur dem den des du dich mir bitte danke bedankt
gracias merci gibt kein keine niet nicht geen le la les un une est et ou pour avec nous peut comment el los las una y
o para con puedo como do
"""

_EVERYDAY = """
able about above accept accident accidental accomplish achieve across act action actual add additional adequate
advance advantage affect afford after afterwards against agree ahead aim alike almost alone along alternative although
among amount annual another appear apply appropriate approve area argue around arrive aspect assume attach attempt
attend attention available avoid aware away back background basic basis bear become before begin behave behind believe
belong below benefit beside besides better between beyond big bigger boss both bother bought bring broad brought build
business buy call came capable care careful carry catch cause certain chance change cheap check chief choice choose
circumstance claim class clean clear client close colleague collect combine common commonly company compare complain
complete complex concept concern condition consequence consider consist constantly contact contain contemplate
continue contrary convenient convince correct cost count couple course cover create critical curious current customer
daily damage danger date day deal decide decision deep define definitely depend deserve desire despite determine
develop difference different differently direct directly disappear discover discuss doubt drop due early earlier
easily edge effect efficient effort either else employ employee encounter end enjoy enough ensure enter entire equal
especially essential establish even event eventually ever every exactly except exist expect experience experienced
extra face fact fair fall familiar fast fault favour feature feel few figure final finally fine finish first fit fix
focus folk follow following force forever form forward fourth frequent frequency frequently friend front full fully
fundamental further future gain general generally given goal great ground group grow guarantee guy half hand handle
happen happy hardly head heavy high highly history hit hold honest hot however huge human idea identify imagine
immediate immediately impact implement imply important improve incorrect indeed individual initial initially inside
instead intend interested interesting internal invest involve isolate join judge keep key kind lack large last late
later latest lead learn least leave left legal less let level life light likely limited line listen literally live
local long look loose lot love low main mainly major manage manager manner many matter maximum meantime meanwhile
measure meet member mess method middle might mind minimum minor minute mistake mistaken mix moment month morning most
mostly move multiple must name narrow nature necessarily neither never nevertheless newbie next night nobody noob
normal normally note nothing notice number obtain obvious obviously occur odd offer office often old ones open opinion
opposite option order ordinary organisation organization original otherwise outside overall owner part particular
particularly partly party past pay per perfect perform perhaps period permanent person personal pick picture piece
place plan play pleasure plus point poor popular position practical practice prefer prepare present pretty prevent
previous previously prior probably problem proceed process produce proof proper properly propose prove provide pull
purchase push put quality quite raise range rare rate rather reach react real realise realize reason reasonable
receive recent recently recognise reduce refer reflect regular regularly relate relation rely remain remember remind
replace reply report represent request rest result return rid risk role rough run safe same satisfy save second seek
select self sell send sense separate serious serve set several share short side significant silly similar similarly
simply since single situation skip slow small smart social solution solve somehow sometimes somewhere soon sound space
speak special spend stand start state status stay still stop story strange strict strong struggle student stupid style
subject such sudden suddenly sufficient suggest suggestion suitable super suppose supposed surprise switch table
tackle take talk task teacher tend term test their therefore think third though thought throughout throw thus time
today together tomorrow tonight too topic total totally touch toward towards track trainer transfer treat trick
trouble turn twice type typical typically unclear undergo unfortunately unless unlike until upon upset useful useless
usual usually various vary view visit wait walk watch weak week weird whatever whenever whereas wherever whether
whichever while whole whose wide willing wise wish within without wonder word work worker worry worse worst worth year
yesterday yet young zero meer minder dan moet waarom wanneer waar worden wordt kein keine nicht nur auch noch wenn
dann aber mehr weniger als beim zum zur
wanna gonna gotta kinda sorta anyway anyways anywhere everywhere afaik imo imho tbh fyi asap nvm idk wtf lmao sorry
sadly luckily weekend monday tuesday wednesday thursday friday saturday sunday january february april june july august
september october november december afternoon evening noon ago cio ciso cto ceo coworker instructor professor staff
buddy mate dude girl woman people kid shop sold paid fired quit leaving sent gotten gave taken took sit went gone kept
held made built broke broken fixed solved wipe wiped flipped ticked pulled dropped threw admit insist discussed debate
told talked spoke spoken promise suspect suspicious worried scared afraid panic panicking noticed spot spotted observe
observed realised forgot discovered looked checking checked hopefully honestly seriously apparently randomly roughly
approximately nearly entirely completely annoying annoyed crazy insane ridiculous dumb nice awesome cool terrible
horrible awful nightmare messed screwed hurry urgent earth thousand hundred million dozen pair twelve fifteen twenty
thirty fifty contoso fabrikam northwind adventureworks tailspin woodgrove lots bunch ton tons loads plenty reasons
planning decided org
"""

FUNCTION_WORDS = frozenset(stem(word) for word in words(_FUNCTION_WORDS.replace("\n", " "), most=1000))
CHATTER = frozenset(stem(word) for word in words(_CHATTER.replace("\n", " "), most=1000)) - FUNCTION_WORDS
EVERYDAY = frozenset(stem(word) for word in words(_EVERYDAY.replace("\n", " "), most=2000))
FILLING = FUNCTION_WORDS | CHATTER  # says nothing in any question
UNTELLING = FILLING | EVERYDAY  # says nothing about the subject
