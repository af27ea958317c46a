#include "section/stop.h"

#include "base/letter.h"
#include "base/utf8.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Words with a space around each.  Those with a capital are only found as
 * written (or all in capitals), the others in any case. */
struct stop_language {
    const char *tag;
    const char *kinds[STOP_NEVER + 1];
    const char *starters; /* lower case; sought with a capital */
    const char *sayings;
    const char *openings;
    bool ordinals;
    char character;
};

static const struct stop_language languages[] = {
    {
        .tag = "en",
        .kinds =
            {
                [STOP_TITLE] =
                    " mr mrs ms messrs mme mlle dr prof Gen Lt Col Capt Cmdr "
                    "Adm Maj Sgt Cpl Pvt Sen Rep Reps Sens Gov Pres Rev Hon "
                    "Fr Msgr Supt Det Insp Amb Atty Ald Brig Cdr Comdr Mt "
                    "Mts Ft St Ste Sr Sra Srta Bp Ven Mgr Maj.Gen Lt.Col "
                    "Rt.Rev Lt.Gen Brig.Gen Sgt.Maj Pfc Spc ",
                [STOP_NUMBERED] =
                    " no nos nr num vol vols p pp pg pgs pt fig figs sec sect "
                    "art ch chap ed ver op cap par para vers v app bk ex "
                    "para eq eqn tab n° cl col ln ",
                [STOP_MONTH] =
                    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon "
                    "Tue Tues Wed Thu Thur Thurs Fri Sat Sun ",
                [STOP_UNIT] = " in ft yd mi oz lb lbs fl gal qt pts tsp tbsp "
                              "sq cu min mins hr hrs secs km cm mm kg mph ",
                [STOP_INNER] =
                    " inc corp co cos ltd llc plc bros jr esq dept univ assn "
                    "assoc est approx appt apt ave blvd rd ln hwy pkwy bldg "
                    "rte vs cf viz al ca e.g i.e ie eg resp incl excl misc "
                    "gov intl natl mfg mgr tel fax ext attn temp tech "
                    "med sci eng adv adj Ala Ariz Ark Calif Cal Colo Conn Del "
                    "Fla Ga Ida Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo "
                    "Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis "
                    "Wyo Ont Que Alta Sask N.Y N.J N.C S.C N.H N.D S.D N.M "
                    "W.Va R.I D.C L.A gmbh ag s.a n.v a.g trans orig pub "
                    "sp spp var subsp bros ph phys chem biol abbr ",
                [STOP_TIME] = " a.m p.m am pm b.c a.d b.c.e c.e bce noon ",
                [STOP_FINAL] = " etc ph.d d.phil m.d ll.m ll.b j.d m.b.a b.a "
                               "m.a b.sc m.sc d.d.s ",
                [STOP_NEVER] = " see esp ",
            },
        .starters =
            " the a an this that these those he she it we they i you there "
            "here his her its our their my your in on at by for from with "
            "after before since until while when where who what why how "
            "which if as but and or so yet nor however also both all some "
            "many most one two another such no not then than thus now today "
            "yesterday tomorrow did does do is are was were has have had can "
            "could will would should may might must let let's it's he's "
            "she's we're they're i'm i've i'll don't didn't there's that's "
            "what's who's because although though despite during under over "
            "once each every any other others several few only just even "
            "still later earlier meanwhile moreover instead according no "
            "please born finally next last first second well oh yes ",
        .sayings = " said says asked asks replied answered cried shouted "
                   "whispered yelled added thought wondered exclaimed muttered "
                   "murmured demanded called told laughed sighed ",
        .openings = " at by on in since until before after around from about "
                    "circa ",
    },
    {
        .tag = "de",
        .kinds =
            {
                [STOP_TITLE] = " hr fr frl dr prof dipl ing med phil jur rer "
                               "nat mag hrn st geb verh gest ",
                [STOP_NUMBERED] = " nr s bd abs art aufl kap abb abschn anm "
                                  "z ziff tab vgl bde hrsg rd ca mind max ",
                [STOP_MONTH] = " jan feb febr mrz apr jun jul aug sep sept "
                               "okt nov dez mo di mi do fr sa so ",
                [STOP_UNIT] = " mio mrd tsd std min sek km cm mm kg qm ",
                [STOP_INNER] =
                    " bzw ca d.h u.a z.b z.t u.u i.d.r o.ä u.ä v.a s.o s.u "
                    "m.e z.zt evtl ggf inkl exkl zzgl bspw sog gem lt str pl "
                    "tel vgl allg bes jh jhd jhdt hl ehem ggü insb einschl "
                    "verf hg hrsg vs usf engl frz lat griech dt österr "
                    "schweiz amerik russ v.chr n.chr a.d b a m u d o i v z h "
                    "bh bezgl betr div ev kath urspr zzt zus ing e.v ",
                [STOP_FINAL] = " usw etc leistungs ",
            },
        .starters =
            " der die das den dem des ein eine einen einem einer er sie es "
            "wir ihr ich du man in im am an auf aus bei mit nach von vor zu "
            "zum zur für um und aber oder doch denn wenn als da dann so was "
            "wer wie wo warum wann welche welcher diese dieser dieses jetzt "
            "heute gestern morgen hier dort auch nur noch schon ist sind war "
            "waren hat haben wird werden kann können soll muss seine ihre "
            "unsere mein dein sein kein keine viele alle einige andere "
            "danach dabei dazu damit dadurch trotzdem jedoch außerdem "
            "deshalb daher bis seit während weil obwohl nicht ",
        .sayings = " sagte fragte antwortete rief meinte flüsterte ",
        .openings = " um am im gegen seit ab bis vor nach ",
        .ordinals = true,
    },
    {
        .tag = "es",
        .kinds =
            {
                [STOP_TITLE] = " sr sra srta sres sras dr dra drs dras lic ing "
                               "prof profa d dª dña gral cnel tte cap cmdt "
                               "arq st sto sta mons fr pbro exc excmo excma "
                               "ilmo ilma mt rvdo rvda hno hna abg cap pte ",
                [STOP_NUMBERED] = " no núm num nro n.º n.os nos n° pág págs p "
                                  "pp vol vols art arts cap caps fig figs "
                                  "tel teléf tfno apdo ed t ",
                [STOP_MONTH] = " ene feb mar abr may jun jul ago sep sept set "
                               "oct nov dic lun mié jue vie sáb dom ",
                [STOP_UNIT] = " km cm mm kg gr min seg hrs ",
                [STOP_INNER] =
                    " ud uds vd vds av avda c cta cía cia sa s.a s.l s.r.l "
                    "ee.uu ee uu rr.hh ff.aa p.ej p ej vs admón admon adm "
                    "dpto depto dir izq dcha prov esq aprox máx mín ref "
                    "cf cfr i.e e.g a.c d.c a.m p.m gob co ltda inc corp jr "
                    "ob cit op ss ",
                [STOP_FINAL] = " etc etcétera ",
            },
        .starters =
            " el la los las un una unos unas él ella ellos ellas esto esta "
            "este estos estas ese esa eso aquel aquella yo tú nosotros en de "
            "del con por para según desde hasta sobre tras durante y pero o "
            "ni si no sí que qué quién cómo cuándo dónde cuál cuando donde "
            "como aunque porque mientras también además sin embargo así "
            "ahora hoy ayer mañana luego después antes entonces su sus mi "
            "mis tu nuestro es son era eran fue fueron ha han había hay se "
            "le les lo me te nos todo todos toda todas muchos algunos cada "
            "otro otra gracias ya ",
        .sayings = " dijo preguntó respondió contestó exclamó gritó añadió ",
        .openings = " a en desde hasta hacia ",
    },
    {
        .tag = "fr",
        .kinds =
            {
                [STOP_TITLE] = " m mm mme mmes mlle mlles dr drs pr prof me "
                               "mgr st ste gén col cap lt vve hon ",
                [STOP_NUMBERED] = " no n nos p pp vol art chap fig al t éd "
                                  "n° tél tome ",
                [STOP_MONTH] = " janv févr avr juil sept oct nov déc ",
                [STOP_UNIT] = " km cm mm kg min sec env ",
                [STOP_INNER] = " av bd boul apr cf c.-à-d c.à.d ex p.ex etc. "
                               "env hab max min réf rem s.a s.a.r.l cie ets "
                               "j.-c vs i.e e.g dép ",
                [STOP_FINAL] = " etc ",
            },
        .starters =
            " le la les l' un une des il elle ils elles on nous vous je tu "
            "ce cet cette ces c'est ceci cela ça en dans sur sous par pour "
            "avec sans depuis pendant après avant et mais ou où donc or ni "
            "car si que qui quoi quand comment pourquoi quel quelle comme "
            "lorsque puis alors ainsi aussi enfin hier demain son sa ses leur "
            "leurs mon ma mes notre votre est sont était il y a à au aux du "
            "de d'après selon malgré chaque tout tous toutes plusieurs ",
        .sayings = " dit demanda répondit ajouta cria ",
        .openings = " à en vers depuis dès ",
    },
    {
        .tag = "it",
        .kinds =
            {
                [STOP_TITLE] = " sig sigg sig.ra sig.na sigra sigg.ri dott "
                               "dott.ssa dr prof prof.ssa ing avv arch geom "
                               "rag on sen gen col cap mons don s ss egr gent "
                               "spett dir amm comm cav ",
                [STOP_NUMBERED] = " n nn pag pagg p pp vol art artt cap fig "
                                  "tel nr num ",
                [STOP_MONTH] = " gen feb mar apr mag giu lug ago set sett ott "
                               "nov dic lun mer gio ven sab dom ",
                [STOP_UNIT] = " km cm mm kg min sec ",
                [STOP_INNER] = " es ad ecc. cfr c.a ca p.es s.p.a s.r.l s.n.c "
                               "p.zza v.le c.so a.c d.c vs meteor idraul amb "
                               "dip uff min max i.e e.g ",
                [STOP_FINAL] = " ecc etc ",
            },
        .starters =
            " il lo la i gli le un uno una l' egli ella lui lei noi voi essi "
            "loro io tu questo questa questi queste quello quella in nel "
            "nella con per tra fra da dal dalla di del della su sul e ed ma o "
            "oppure se non che chi cosa come quando dove perché quale mentre "
            "anche inoltre così allora poi dopo prima oggi ieri domani ora è "
            "sono era erano ha hanno c'è ci si ogni tutti tutte molti alcuni "
            "suo sua mio grazie ",
        .sayings = " disse chiese rispose esclamò gridò aggiunse ",
        .openings = " alle dalle verso nel ",
    },
    {
        .tag = "pt",
        .kinds =
            {
                [STOP_TITLE] = " sr sra srta srs sras dr dra drs prof profa "
                               "eng d dom gen cel cap ten sto sta exmo exma "
                               "pe arq ",
                [STOP_NUMBERED] = " n nº n.º no núm pág págs p pp vol art arts "
                                  "cap fig tel ",
                [STOP_MONTH] = " jan fev mar abr mai jun jul ago set out nov "
                               "dez ",
                [STOP_UNIT] = " km cm mm kg min seg ",
                [STOP_INNER] = " av r ltda cia s.a e.u.a eua a.c d.c aprox "
                               "p.ex vs dept depto i.e e.g ",
                [STOP_FINAL] = " etc ",
            },
        .starters =
            " o a os as um uma ele ela eles elas eu tu nós você vocês este "
            "esta isto esse essa isso aquele aquela em no na nos nas de do da "
            "com por para segundo desde até sobre e mas ou nem se não sim que "
            "quem como quando onde qual por porque embora enquanto também "
            "além assim agora hoje ontem amanhã depois antes então seu sua "
            "meu minha é são era eram foi foram há tem têm todos muitos "
            "alguns cada outro ",
        .sayings = " disse perguntou respondeu ",
        .openings = " às em desde até ",
    },
    {
        .tag = "ru",
        .kinds =
            {
                [STOP_TITLE] = " г-н г-жа д-р проф акад им св ул пр пл пер "
                               "пос пгт дер бул наб тов гр ",
                [STOP_NUMBERED] = " стр с рис табл гл ст п пп т тт кн вып № "
                                  "тел д кв корп ",
                [STOP_MONTH] = " янв февр фев апр авг сент окт нояб дек ",
                [STOP_UNIT] = " руб коп тыс млн млрд км см мм кг мин сек ч "
                              "час долл куб ",
                [STOP_INNER] = " г гг в вв т.е т.к т.н т.п т.д н.э др пр см "
                               "ср напр н э у.е обл р-н респ англ нем фр лат "
                               "рус м-р о ",
                [STOP_FINAL] = " etc ",
            },
        .starters =
            " он она оно они я мы вы ты это этот эта эти тот та те но и а да "
            "или если когда где как что кто почему зачем какой который так "
            "также тоже потом затем теперь сейчас сегодня вчера завтра здесь "
            "там на по для из от до после перед при без под над между его ее "
            "её их наш ваш мой свой не ни был была было были есть все всё "
            "каждый многие некоторые однако поэтому кроме ",
        .sayings = " сказал сказала спросил спросила ответил ответила ",
        .openings = " в к с около после до ",
    },
    {
        .tag = "nl",
        .kinds =
            {
                [STOP_TITLE] = " dhr mevr mw dr prof ir ing drs mr st ",
                [STOP_NUMBERED] = " nr p pp blz art fig hfst ",
                [STOP_MONTH] = " jan feb mrt apr jun jul aug sept okt nov dec ",
                [STOP_INNER] = " bijv bv d.w.z ca o.a m.b.t i.p.v t.o.v enz. "
                               "vnw aanw ned incl excl evt resp max min tel "
                               "b.v n.v zgn ",
                [STOP_FINAL] = " enz etc ",
            },
        .starters =
            " de het een hij zij ze wij we ik je jij u dit dat deze die er in "
            "op aan bij met na voor van naar om en maar of want als toen dan "
            "wat wie waar hoe waarom ook nu vandaag gisteren is zijn was "
            "waren heeft hebben wordt ",
    },
    {
        .tag = "da",
        .kinds =
            {
                [STOP_TITLE] = " hr fr frk dr prof st kgl cand mag ",
                [STOP_NUMBERED] = " nr s bd kap fig art stk afs pkt nr. pag "
                                  "tlf kl ",
                [STOP_MONTH] = " jan feb mar apr jun jul aug sept sep okt nov "
                               "dec ",
                [STOP_INNER] =
                    " bl.a ca d.v.s dvs evt f.eks fx hhv inkl ekskl jf mht "
                    "m.m mv. o.a osv. pga p.g.a vedr vha m.v ift iht ifm mfl "
                    "m.fl mio mia kr adr afd alm bemærk cirka ang eks "
                    "f.kr e.kr gl ggr hgl indb km/t max min mdl nuv obs "
                    "opr sml tidl udg vejl årh årl ",
                [STOP_FINAL] = " osv etc mv ",
            },
        .starters =
            " den det de en et han hun vi jeg du i man der her dette denne "
            "disse som og men eller for så hvis når da hvad hvem hvor hvordan "
            "hvorfor på med til af fra om efter før under ved er var har "
            "havde kan skal vil ikke også nu ",
        .ordinals = true,
    },
    {
        .tag = "sv",
        .kinds = {[STOP_TITLE] = " dr prof st hr fr ",
                  [STOP_NUMBERED] = " nr s sid kap fig bd kl ",
                  [STOP_INNER] = " bl.a ca d.v.s dvs t.ex ex m.m m.fl o.s.v "
                                 "p.g.a s.k t.o.m fr.o.m f.d resp inkl exkl "
                                 "jfr ung max min tel ",
                  [STOP_FINAL] = " osv etc mm "},
        .starters = " den det de en ett han hon vi jag du man här där detta "
                    "denna som och men eller för så om när då vad vem var hur "
                    "varför på med till av från efter är har hade kan ska ",
    },
    {
        .tag = "pl",
        .kinds = {[STOP_TITLE] = " dr prof inż mgr ks św gen płk im ul al pl "
                                 "hab red ",
                  [STOP_NUMBERED] = " nr s str t rys art ust pkt poz tel godz "
                                    "r ",
                  [STOP_INNER] = " np tzn tj tzw m.in ok wg zob por ang łac "
                                 "niem ur zm pn płd min maks ",
                  [STOP_FINAL] = " itd itp etc "},
        .starters = " on ona ono oni my wy ja ty to ten ta te w we na z ze do "
                    "od po przez dla i a ale lub jeśli gdy kiedy gdzie jak co "
                    "kto nie jest są był była było były ",
        .ordinals = true,
    },
    {
        .tag = "uk",
        .kinds =
            {
                [STOP_TITLE] = " м вул р с проф акад ім св пл пров смт бул "
                               "просп оз ",
                [STOP_NUMBERED] = " стор рис табл гл ст п т № тел ",
                [STOP_UNIT] = " грн коп тис млн млрд км см мм кг хв сек год "
                              "га град вт кб мб ",
                [STOP_INNER] = " р рр ст напр т.д т.п т.зв н.е ін див пор "
                               "журн наук од обл ",
            },
        .starters = " він вона воно вони я ми ви ти це цей ця ці той та але і "
                    "й або якщо коли де як що хто чому так також потім тепер "
                    "сьогодні вчора завтра тут там на в у по для з від до "
                    "після не був була було були є ",
    },
    {
        .tag = "bg",
        .kinds = {[STOP_INNER] = " г гг в вв вкл напр т.е т.нар др ",
                  [STOP_TITLE] = " пл ул гр с д-р проф св ",
                  [STOP_NUMBERED] = " стр с бр т чл ал "},
        .starters = " той тя то те аз ние вие това този тази на в от до за с "
                    "и но или ако когато къде как какво кой не е са ",
    },
    {.tag = "cs", .starters = " to on ona a ale v na ", .ordinals = true},
    {.tag = "sk", .starters = " to on ona a ale v na ", .ordinals = true},
    {.tag = "hu", .starters = " a az ez ő és de ", .ordinals = true},
    {.tag = "fi", .starters = " se hän he ja mutta tämä ", .ordinals = true},
    {.tag = "nb", .starters = " den det han hun vi og men ", .ordinals = true},
    {.tag = "no", .starters = " den det han hun vi og men ", .ordinals = true},
    {.tag = "hr", .starters = " to on ona a ali u na ", .ordinals = true},
    {.tag = "sl", .starters = " to on ona in a v na ", .ordinals = true},
    {.tag = "et", .starters = " see ta ja aga ", .ordinals = true},
    {.tag = "el", .character = ';'},
    {.tag = "hy", .character = ':'},
    {
        /* For all languages, behind their own. */
        .tag = "",
        .kinds = {[STOP_TITLE] = " mr mrs ms dr prof st skt mt ",
                  [STOP_NUMBERED] = " nr no n° p pp sec fig vol tel ",
                  [STOP_INNER] = " e.g i.e vs inc ltd corp jr co ",
                  [STOP_TIME] = " a.m p.m "},
        .starters = " the he she it we they you i ",
    },
};

enum { WORD_MAX = 32 };

const struct stop_language *stop_language(struct view tag)
{
    struct view primary = view_cut(&tag, '-');
    size_t last = sizeof languages / sizeof *languages - 1;

    for (size_t i = 0; i < last; i++)
        if (view_equal_nocase(primary, view_of(languages[i].tag)))
            return &languages[i];
    return &languages[last];
}

/* Seeks the word, between spaces, in a list; lower unless keep_case. */
static bool is_listed(const char *list, struct view word, bool keep_case)
{
    char sought[WORD_MAX + 2] = " ";
    size_t size = 1;

    if (!list || word.size == 0)
        return false;
    for (size_t at = 0; at < word.size;) {
        uint32_t c = utf8_next(word, &at);
        char bytes[4];
        size_t count = utf8_encode(c == 0x2019 ? '\''
                                   : keep_case ? c
                                               : letter_fold(c),
                                   bytes);

        if (size + count > WORD_MAX)
            return false;
        memcpy(sought + size, bytes, count);
        size += count;
    }
    sought[size++] = ' ';
    return view_find(view_of(list), (struct view){sought, size}, 0) != SIZE_MAX;
}

/* "GEN" as "Gen": how a capitalised entry looks in a line of capitals. */
static bool is_listed_capital(const char *list, struct view word)
{
    char capital[WORD_MAX];

    if (is_listed(list, word, true))
        return true;
    if (word.size < 2 || word.size > WORD_MAX)
        return false;
    for (size_t i = 0; i < word.size; i++) {
        char c = word.data[i];

        if (c < 'A' || c > 'Z')
            return false;
        capital[i] = i == 0 ? c : (char)(c - 'A' + 'a');
    }
    return is_listed(list, (struct view){capital, word.size}, true);
}

enum stop_kind stop_kind(const struct stop_language *language, struct view word)
{
    for (enum stop_kind kind = STOP_TITLE; kind <= STOP_NEVER; kind++)
        if (is_listed(language->kinds[kind], word, false) ||
            is_listed_capital(language->kinds[kind], word))
            return kind;
    return STOP_PLAIN;
}

bool stop_starts_sentence(const struct stop_language *language,
                          struct view word)
{
    return is_listed(language->starters, word, false);
}

bool stop_is_saying(const struct stop_language *language, struct view word)
{
    return is_listed(language->sayings, word, true);
}

bool stop_is_opening(const struct stop_language *language, struct view word)
{
    return is_listed(language->openings, word, false);
}

bool stop_has_ordinals(const struct stop_language *language)
{
    return language->ordinals;
}

char stop_character(const struct stop_language *language)
{
    return language->character;
}
