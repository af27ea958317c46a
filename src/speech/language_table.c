#include "speech/language_table.h"

/* Function words, by our own knowledge of the languages; words that several
 * of them share count less (language.c). */
static const struct language_profile profiles[] = {
    {"en", LETTER_LATIN,
     " the of and to in is that it was for on are as with his they at be this "
     "have from or had by not but what all were we when your can said there "
     "which their has will about would been who more if out so up into than "
     "them its after also our i you he she him her my ",
     ""},
    {"de", LETTER_LATIN,
     " der die das und ist in den von zu mit sich des auf für nicht ein eine "
     "als auch es an werden aus er hat dass sie nach wird bei einer um am "
     "sind noch wie einem über einen so zum war haben nur oder aber vor zur "
     "bis mehr durch man sein wurde wenn ich wir ihr kann ",
     "ßäöü"},
    {"fr", LETTER_LATIN,
     " le la les de des du et est un une que qui dans pour pas au sur ne se ce "
     "il elle par plus avec son sa ses sont ont mais comme ou nous vous cette "
     "être aux fait été leur même après sans tout deux bien je où très aussi "
     "c'est qu'il d'un d'une n'est ",
     "èêçàùœîâ"},
    {"es", LETTER_LATIN,
     " el la los las de que y en un una es por con no para se del su al lo "
     "como más pero sus le ha este esta entre cuando muy sin sobre también me "
     "hasta hay donde quien desde todo nos durante uno ni contra ese eso fue "
     "era están ser son ",
     "ñ¿¡"},
    {"it", LETTER_LATIN,
     " il la le lo gli i di che e è un una in del della per non con sono da "
     "si al dei delle alla nel più anche come ma ha questo questa dal ho io "
     "lui suo sua loro essere stato dopo fra tra quando anni molto nella sul "
     "c'è degli ",
     "ìò"},
    {"pt", LETTER_LATIN,
     " o a os as de que e do da em um uma para com não por mais dos das se no "
     "na ao como mas foi ele ela seu sua ou ser quando muito nos já está eu "
     "também só pelo pela até isso entre era depois sem mesmo aos seus são ",
     "ãõç"},
    {"nl", LETTER_LATIN,
     " de het een en van in is dat op te zijn met voor niet aan er om ook als "
     "dan maar bij door naar heeft hij ze wordt uit nog worden was hebben "
     "tot over deze kan zou wel geen meer dit die wat ik je zij ",
     "ĳ"},
    {"sv", LETTER_LATIN,
     " och att det som en på är av för med den till inte har de ett om var "
     "jag han hon vi men så från kan nu eller när vid efter också sig sin "
     "mycket alla skulle där hade bara ut under ",
     "åäö"},
    {"da", LETTER_LATIN,
     " og at det er en den til på af for med ikke som der de et har jeg han "
     "var fra men vi kan om så ved efter blev eller også være hun dette sig "
     "meget mere skal havde blive nogle noget ",
     "æøå"},
    {"nb", LETTER_LATIN,
     " og å det er en den til på av for med ikke som de et har jeg han var fra "
     "men vi kan om så ved etter ble eller også være hun dette seg mye mer "
     "skal hadde bli noen noe ",
     "æøå"},
    {"fi", LETTER_LATIN,
     " ja on ei se että oli hän mutta ovat kun myös joka tai niin mitä kuin "
     "minä ole sen ne sitä voi jos vain hänen vielä olla tämä ollut mukaan "
     "sekä nyt ",
     "äö"},
    {"pl", LETTER_LATIN,
     " i w na z się do nie to jest że o jak po co za od dla przez był czy ale "
     "oraz tym może tego są także już jego która który które tylko roku było "
     "ze jej ",
     "łąęśżźćń"},
    {"cs", LETTER_LATIN,
     " a se v na je že s z do o i to ve pro jako za by jsem byl ale jeho po "
     "ze které který také už od při nebo jsou není bylo až jen své ",
     "řěůčšžýáí"},
    {"sk", LETTER_LATIN,
     " a sa v na je že s z do o aj to vo pre ako za by som bol ale jeho po zo "
     "ktoré ktorý tiež už od pri alebo sú nie bolo až len svoje ",
     "ľĺŕôťčšžýáí"},
    {"hu", LETTER_LATIN,
     " a az és hogy nem is egy volt ez meg de csak már vagy mint ha el ki még "
     "aki amely után lehet azt ezt van voltak kell szerint minden közötti "
     "között majd ",
     "őűöüóá"},
    {"ro", LETTER_LATIN,
     " și în de la a cu pe din nu că este un o care mai pentru au fost sau ca "
     "se al ale după sunt lui dar ce prin sa fi cel între ",
     "șțăîâşţ"},
    {"tr", LETTER_LATIN,
     " ve bir bu da de için ile olarak çok daha olan gibi o ne kadar sonra en "
     "ama olduğu her var ya mi ki değil ise tarafından ",
     "ışğçöüİ"},
    {"ca", LETTER_LATIN,
     " el la els les de que i en un una és per amb no del al com més però va "
     "ser són també aquest aquesta molt sobre fins quan seva seu als dels "
     "l'any ha ",
     "çàèòï·"},
    {"id", LETTER_LATIN,
     " yang dan di ini itu dengan untuk dari tidak dalam pada adalah akan ke "
     "juga oleh sebagai telah atau karena mereka saya kami bisa ada dapat "
     "lebih tahun ",
     ""},
    {"vi", LETTER_LATIN,
     " của và là có không được cho trong một những với các người đã để này "
     "khi từ đến như ",
     "đươăạảấầẩậắằặẹẻẽếềểệịọỏốồổộớờởợụủứừửữựỳỷỹ"},
    {"hr", LETTER_LATIN,
     " i je u na se da su za od s kao o koji koja što bi ili nije iz sam bio "
     "biti ali po do također kako nakon bila više ",
     "đćčšž"},
    {"sl", LETTER_LATIN,
     " in je v na se da so za od s kot o ki pa bi ali ni iz sem bil biti po do "
     "tudi ko še bila ",
     "čšž"},
    {"et", LETTER_LATIN,
     " ja on ei et see oli ta kui ka mis oma aga seda või ning mida kes siis "
     "välja veel olid pole ",
     "õäöü"},
    {"lv", LETTER_LATIN,
     " un ir no par ar uz ka tas nav kas bija arī lai kā vai pēc bet gada gan "
     "ļoti tā ",
     "āēīūļķņģ"},
    {"lt", LETTER_LATIN,
     " ir yra kad buvo iš į su tai jis ne bet už kaip po apie dėl nuo apie "
     "metų dar jau labai savo ",
     "ėųįūąęš"},
    {"cy", LETTER_LATIN,
     " y yr yn a i o ac ei mae ar am wedi ar gan oedd bod fel hyn eu ond nid "
     "hefyd gyda ",
     "ŵŷ"},
    {"af", LETTER_LATIN,
     " die en van in is het nie dat met vir op te sy wat om hy ook deur was "
     "aan maar ons kan as hulle ",
     ""},
    {"eo", LETTER_LATIN,
     " la kaj de en estas al ke ne por li ĝi sed kun por estis kiu oni mi vi "
     "ili ankaŭ pri ",
     "ĉĝĥĵŝŭ"},
    {"sq", LETTER_LATIN,
     " dhe të në e i me për që nga një se është si do ka nuk kjo ky por më "
     "janë ishte ",
     "ëç"},
    {"is", LETTER_LATIN,
     " og að í er á sem til við um en hann ekki var það af með fyrir ég hún "
     "þau þetta ",
     "þð"},
    {"ru", LETTER_CYRILLIC,
     " и в не на что я с он как это по но они мы из у за от так же для его "
     "был была было к о все или если бы когда при только уже ",
     "ыэъё"},
    {"uk", LETTER_CYRILLIC,
     " і в не на що я з він як це по але вони ми із у за від так для його був "
     "була було до та й або якщо коли при тільки вже є ",
     "іїєґ"},
    {"bg", LETTER_CYRILLIC,
     " и в не на че с той за се е са от да като по но те ние или ако когато "
     "при само вече към си това беше ",
     "ъ"},
    {"sr", LETTER_CYRILLIC,
     " и у је на да се су за од са као али који која што би или није из био "
     "бити по до ",
     "ђћљњџј"},
    {"mk", LETTER_CYRILLIC,
     " и во на да се е за од со како но што или не беше по до тоа кој ",
     "ѓќѕљњџј"},
    {"be", LETTER_CYRILLIC,
     " і ў не на што я з ён як гэта па але яны мы у за ад так для яго быў ",
     "ўіы"},
    {"kk", LETTER_CYRILLIC,
     " және мен бұл үшін бір деп да де осы сол болып жылы туралы ",
     "әғқңөұүһі"},
    {"ar", LETTER_ARABIC,
     " في من على إلى أن التي الذي عن مع هذا هذه كان ما لا بعد قال كل بين ",
     "ةىإأ"},
    {"fa", LETTER_ARABIC,
     " در و به از که این را با است برای آن یک خود تا بر هم نیز شد ", "پچژگی"},
    {"ur", LETTER_ARABIC,
     " کے کی میں اور سے ہے کو کا نے پر یہ کہ اس ہیں بھی ایک ", "ٹڈڑںےہ"},
    {"hi", LETTER_DEVANAGARI,
     " के में की है और से को का एक पर यह ने हैं कि भी नहीं इस लिए था ", ""},
    {"mr", LETTER_DEVANAGARI,
     " आहे आणि या व ते हे तो ही मध्ये होते नाही आहेत केली होता ", "ळ"},
    {"ne", LETTER_DEVANAGARI, " छ र को मा ले यो पनि भएको गरेको छन् हुन्छ लागि ", ""},
    {"el", LETTER_GREEK, "", ""},
    {"hy", LETTER_ARMENIAN, "", ""},
    {"he", LETTER_HEBREW, "", ""},
    {"bn", LETTER_BENGALI, "", ""},
    {"pa", LETTER_GURMUKHI, "", ""},
    {"gu", LETTER_GUJARATI, "", ""},
    {"or", LETTER_ORIYA, "", ""},
    {"ta", LETTER_TAMIL, "", ""},
    {"te", LETTER_TELUGU, "", ""},
    {"kn", LETTER_KANNADA, "", ""},
    {"ml", LETTER_MALAYALAM, "", ""},
    {"si", LETTER_SINHALA, "", ""},
    {"th", LETTER_THAI, "", ""},
    {"my", LETTER_MYANMAR, "", ""},
    {"ka", LETTER_GEORGIAN, "", ""},
    {"am", LETTER_ETHIOPIC, "", ""},
    {"ko", LETTER_HANGUL, "", ""},
    {"ja", LETTER_KANA, "", ""},
    {"zh", LETTER_HAN, "", ""},
};

const struct language_profile *language_profiles(size_t *count)
{
    *count = sizeof profiles / sizeof *profiles;
    return profiles;
}
