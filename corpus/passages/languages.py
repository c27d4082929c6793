"""What is known of languages: their common words, and the abbreviations that end no sentence.

Languages that are written alike stand together; where a word could be of several, the first wins.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What has to be known of a language to tell it, and to see where its sentences end.

    Attributes:
        words: common words, lower case; they tell the language, and open sentences.
        abbreviations: without the last point, lower case; a sentence goes on after them.
        titles: abbreviations that stand before a name, whatever the name looks like.
        months: the names that a day stands before; they tell the language, and open nothing.
        ordinals: whether `3.` is the third, and `XIV.` the fourteenth.
    """

    words: frozenset[str]
    abbreviations: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    ordinals: bool = False


def _row(words: str) -> frozenset[str]:
    return frozenset(words.split())


ENGLISH = Language(
    words=_row("""
        the of and to is was were that with from he she they his her their it its this these
        which who would have has had been are not but by on at as said after before about more
        than when there what will could also into over no new two one first out up if we you i
        for in an a so am all per par
    """),
    months=_row("""
        january february march april may june july august september october november december
    """),
)

OTHERS = {
    "German": Language(
        words=_row("""
            der das und nicht von mit ein eine einen einem einer ist auf für den dem des
            sich auch er sie es wir ich im zu zum zur wird werden wurde wurden hatte nach
            bei bis aus als wie aber doch noch nur um über unter seit sind haben dass oder
            vor durch wenn denn dort dann diese dieser dieses damit dabei danach dazu
            heute gestern morgen sein seine ihr ihre kein keine so die an in was wer wo
            warum alle viele sagte am beim vom
        """),
        abbreviations=_row("""
            abb abs allg art aufl bd bes bez bsp bspw bzgl bzw ca dergl ebd ehem etc evtl
            exkl ff geb ges gest gez ggf ggü hl inkl insb insbes jh jhd jr kath ev lfd lt
            max med min mio mrd mtl nr o phil pol red rd rer röm sog st std str strafr tel
            tgl u usf usw v verf vgl vorm vors wg z zt zz zzgl i.d.r i.r a.d n.chr v.chr
            jan feb mär apr jun jul aug sept okt nov dez chr
        """),
        titles=_row("st abg dr frl hr fr hptm ing dipl-ing lic mme prof hrn"),
        months=_row("januar februar märz mai juni juli august oktober dezember"),
        ordinals=True,
    ),
    "French": Language(
        words=_row("""
            le la les des et est une dans que qui pour pas sur plus par avec ce cette ces
            il elle ils elles du au aux en un ne se sa son ses leur leurs nous vous on
            mais ou où comme sont été être avait ont fait dit après avant selon aussi
            entre lors sans sous depuis alors donc puis contre deux très tout tous aujourd
            hier demain
        """),
        abbreviations=_row("""
            adj admin al apr art av bd bld boul cad cf ch chap coll dép dir ed éd env etc
            ex fig hab ibid id inf janv févr juil sept oct nov déc max min nb no p pl pp
            prov qqch qqn réf rép sq st ste suppl tél trad univ vol v av.j j.-c
        """),
        titles=_row("st ste m mm me mme mlle mgr mmes dr pr"),
        months=_row("""
            janvier février mars avril mai juin juillet août septembre octobre novembre
            décembre
        """),
    ),
    "Spanish": Language(
        words=_row("""
            el los las del una por con no se es en un al lo le les su sus como más pero
            para que fue ha han ser esta este esto está entre cuando muy sin sobre también
            hasta desde donde quien quién qué cómo ya ella ellos dijo según tras ayer hoy
            mañana después antes dos todo todos todavía sí porque la de
        """),
        abbreviations=_row("""
            aa admón apdo art arts av avda bco cap cía cf col cta dep depto dpto ed edo ee
            etc excmo ej esc fdo fig ff gob gral hnos hh izq jj km lib ltda máx min mín ms
            n núm oo op pág págs párr pdte pl po pp prof pról prov rr rte s sgto sig ss
            tel trad ud uds uu vd vds vol vols
        """),
        titles=_row("""
            cap gral prof cmdte cnel d da dn dña dr dra drs fr ing lic mons profa pbro sr
            sra sras sres srta sto sta tte
        """),
        months=_row("""
            enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
            diciembre
        """),
    ),
    "Italian": Language(
        words=_row("""
            il di che è la per non una un della del dei delle degli nel nella sono con si
            ha hanno gli lo le al alla da dal dalla più anche come ma se su sul sulla era
            erano stato stata questo questa quando dopo prima poi secondo tra fra ieri
            oggi domani chi cosa dove perché loro noi lui lei ci ne ogni tutti due detto
            in
        """),
        abbreviations=_row("""
            a.c d.c ad art artt avv ca cap cc cd cfr circ col co dott ecc ed es fig geom
            giur id ing jr l lett mar max mil min mln mld mons n nn nr op p pag pagg par
            pp prof prov reg rev s seg segg sez sigg ss st tab tel v vol voll
        """),
        titles=_row("""
            avv cap col dott ing mons prof s sigg arch card dir dr dott.ssa gen on
            prof.ssa rag sig sig.ra sig.na sig.re sen ten
        """),
        months=_row("gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre"),
    ),
    "Portuguese": Language(
        words=_row("""
            o os as um uma do da dos das no na nos nas em que não com por para se é foi ao
            aos à às ele ela eles elas mais como mas são ser está seu sua seus suas pelo
            pela muito também já entre depois antes sobre até quando onde quem disse
            segundo ontem hoje amanhã isso este esta essa ou sem há tem dois todos
        """),
        abbreviations=_row("""
            no a.c d.c art arts av cap cia cf dep dept ed etc ex excia fig fl fls g jr
            ltda máx min n núm obs op p pág págs pç pp proc prov r ref s sécs séc seg ss
            tel trav vol
        """),
        titles=_row("""
            cap cel d dr dra drs dras eng exma exmo ilmo gen prof profa profª pe sr sra
            srs sras srta st sta sto ten
        """),
        months=_row("janeiro fevereiro março maio junho julho setembro outubro novembro dezembro"),
    ),
    "Dutch": Language(
        words=_row("""
            het een van dat niet op zijn te en die voor met aan ook er maar om hij zij ze
            wij we ik bij naar door over uit tot als dan nog wel wordt werd worden heeft
            hebben had kan zal deze dit geen meer na volgens waar wie wat hoe waarom omdat
            toen toch zo gisteren vandaag morgen zei is in was
        """),
        abbreviations=_row("""
            a.u.b afb afd alg art bijv bijz blz bv ca circa c.q d.d d.w.z dwz e.a e.d enz
            etc evt excl fa fig gem geb hfst incl i.p.v i.v.m jl jr m.a.w m.b.t m.i max
            mijn min mln mld n.a.v nl no nr nrs o.a o.m p pag pct plm resp sec st t/m
            t.a.v t.o.v tel tw vgl vnl zgn z.s.m a.s
        """),
        titles=_row("""
            st burg dhr dr drs gebr gen ing ir ds jhr kol lt mej mevr mgr mr mw prof sint
            wed
        """),
        months=_row("januari februari maart mei juni juli augustus oktober"),
    ),
    "Danish and Norwegian": Language(
        words=_row("""
            og det som på er af av den ikke et en han hun de vi jeg har med til for fra om
            men var når etter efter ifølge under mot mod ved kan skal skulle her der nå nu
            så da eller også bare meget mye over to alle hva hvad hvem hvorfor sier siger
            sa sin blev ble
        """),
        abbreviations=_row("""
            adj afd alm anm art avd bl bl.a ca d.v.s dvs d.d e.kr eks ekskl el.l etc evt
            f.eks f.kr f.o.m fig fork fr.o.m gl hhv ifm ift iht inkl jf jr kap kgl kl kr
            m.a.o m.fl m.h.t m.m m.v max mfl mht mia mill min mio mrd mv nr o.a o.l osv
            p.g.a pct pga pr prof ref resp s s.k samt sml sst st stk t.d t.o.m tel tlf u.å
            vedr vha vol
        """),
        titles=_row("prof sst st adv dir dr frk fr hr kapt skt"),
        months=_row("januar februar marts mars maj mai juni juli august oktober desember december"),
        ordinals=True,
    ),
    "Swedish": Language(
        words=_row("""
            och att det som på är av den inte ett en han hon de vi jag har med till för
            från om men var när efter enligt under mot vid kan ska skulle här där nu så då
            eller också bara mycket över två alla vad vem varför säger sade
        """),
        abbreviations=_row("""
            a.a adj anm art avd bl bl.a ca d.v.s dvs dyl e.d e.kr ex el.dyl etc ev exkl
            f.d f.kr f.n f.ö fr.o.m fig forts följ g.m i.st inkl jfr jr kap kl kr m.a.o
            m.fl m.m max milj min mkr mom nr o.d o.dyl o.s.v obs osv p.g.a pga proc prof
            resp s s.a.s s.k sen sid st t.ex t.o.m t.v tel tf tr u.a v vol ö.h
        """),
        titles=_row("prof st dr hr ing s:t"),
        months=_row("januari februari mars maj juni juli augusti oktober"),
    ),
    "Finnish and Estonian": Language(
        words=_row("""
            ja on ei oli että se hän ovat mutta kun myös joka mukaan sekä tai kuin niin
            ole sen siitä nyt vain jo vielä hänen he me minä mitä kuka miksi jos kuitenkin
            eilen tänään huomenna sanoi kertoi olla ta oma kui kes mis aga see selle siis
            nad pärast ütles eile täna
        """),
        abbreviations=_row("""
            a.a ao ap as eaa ekr em en esim fil huom jkr jne kek kko klo ko ks maist mm
            mlj mrd n nk nn no ns nt nr oik os p par pnä po prof puh puol s so tms tm toht
            ts u ulk v vrt yht ym yms yo lk mln s.t st e jms lp
        """),
        titles=_row("maist prof toht dr pr hr"),
        months=_row("""
            tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta
            elokuuta syyskuuta lokakuuta marraskuuta joulukuuta jaanuar veebruar märts mai
            juuni juuli
        """),
        ordinals=True,
    ),
    "Czech and Slovak": Language(
        words=_row("""
            se na že je ve si za do pro ale jak jako byl byla bylo byli po od při podle
            který která které jsou není také už jen tak když nebo však ten ta to tento
            tato ze sa čo ktorý ktorá ktoré nie aj alebo sú bol bola bolo boli pri podľa
            keď ako včera dnes zítra zajtra řekl povedal uvedl uviedol pred před
        """),
        abbreviations=_row("""
            při aj a.s akad angl apod atď atd atp cca cit čes č čj čl dop drž el ev franc
            fr hl hod hosp ing jr kap kpt kt kč max mil min ml mld mj n.l např napr nar
            nám nem nl obr odd odst ods okr op orig orient p pí pl popř poz pozn př.kr
            príp prof pol r resp rkp roč s sb skr sl sp spol st str š t.j t.č tab tel t
            tis tj tr tzn tzv ul ú.v v v.r var vyd zast zb zv
        """),
        titles=_row("""
            ing kpt p pí prof st arch bc csc doc dr gen judr mgr mudr mvdr paedr phdr plk
            pplk red rndr sv mjr npor
        """),
        months=_row("""
            ledna února března dubna května června července srpna září října listopadu
            prosince januára februára marca apríla mája júna júla augusta septembra
            októbra novembra decembra
        """),
        ordinals=True,
    ),
    "Polish": Language(
        words=_row("""
            co kto w na się z że nie jest do to jak ale po od za dla przez czy tak był
            była było były są może który która które jego jej ich oraz już tylko także
            więc kiedy gdy przed pod nad jednak ten ta te tego tej wczoraj dziś jutro
            powiedział powiedziała według
        """),
        abbreviations=_row("""
            w art b bł br cd cdn ciąg ds dz godz ha itd itp jw kl kpk k.k l.dz m.in m.st
            max min mld mln n.e nast nb np nr op os p pal par pkt pl pn poz ppłk prof
            przyp pt r red ros rozdz s sek sp spec st str sygn szt św tab tel tj tłum tys
            tzn tzw ub ubr ul ur ust v wg wyd wł wlk woj wsp wym zd zm zob zł żm
        """),
        titles=_row("prof red św abp bp dr gen hab inż im kard kpt ks mgr mjr mec o płk por sen"),
        months=_row("""
            stycznia lutego marca kwietnia maja czerwca lipca sierpnia września
            października listopada grudnia
        """),
        ordinals=True,
    ),
    "South Slavic": Language(
        words=_row("""
            je se na da su za od iz bi će kao ali što koji koja koje bio bila bilo nije
            samo ili prema nakon prije kada kako još već ovo taj ta to oni ona on smo ste
            biti sa po pri pa ne tako jučer juče danas sutra rekao rekla kazao ki ni so
            bil ga jih tudi ker kot lahko včeraj jutri
        """),
        abbreviations=_row("""
            akad br čl d.d d.o.o dr dj dipl engl god gđa itd ing jul kl kn l m min mil
            mlrd mln mr npr o odn oko ok op osn p.n.e par pl pr prim prof r red rođ rim s
            sek sl st str sv t tj tač tel tzv ul v vj vlč
        """),
        titles=_row("dr gđa ing mr prof sv vlč g gđica g-đa gen mons"),
        months=_row("""
            siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada
            studenog prosinca januara februara marta aprila maja juna jula avgusta
        """),
        ordinals=True,
    ),
    "Hungarian": Language(
        words=_row("""
            az és hogy nem egy is volt csak már meg mint még ez azt ha de vagy lesz el ki
            mert amely aki ami szerint után előtt között alatt ezt ezért most itt ott
            tegnap ma holnap mondta közölte lehet kell sem több minden őt mi ők én te
        """),
        abbreviations=_row("""
            de ált b bek biz br c cca cs dec dk du db em est évf ex f febr feb fszt hiv
            hrsz i.e i.sz id ill ifj iii j jan jún júl jkv kb kft khn kk kir köt krt ltp m
            máj márc ápr aug max min mrd ny okl okt nov szept old özv p pf pl pld pp rkp
            rt s sgt sk stb sz szerk szt t tc tel tkp tv u ui uo ún v vb vö zrt
        """),
        titles=_row("id ifj özv szt dr gr prof st"),
        months=_row("""
            január február március április május június július augusztus szeptember
            október november december
        """),
        ordinals=True,
    ),
    "Turkish": Language(
        words=_row("""
            ve bir bu da de için ile olarak çok daha gibi kadar sonra önce en o ne ise ya
            var yok olan olduğu oldu dedi göre ancak fakat ama çünkü her biz ben siz onlar
            bugün dün yarın şu ki mi mı değil tarafından
        """),
        abbreviations=_row("""
            age alb apt av bkz bl bs cad çev dn doğ dz ens gn haz hz i.ö i.s km krş lt ltd
            m.ö m.s mah md mü müh nu no ör örn p.k s sf sk sok sn sş şb tel tic t.c u ünv
            v vb vd vs yb yd yy y.n yrd yön
        """),
        titles=_row("alb av hz müh sn yrd bnb bşk doç dr ecz gen ord op org prof uzm yzb"),
        months=_row("ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"),
        ordinals=True,
    ),
    "Romanian": Language(
        words=_row("""
            și în la cu de pe nu că un o din care pentru este au fost mai sunt ce se sau
            dar prin lui ei sa său al ale după până între către despre când cum unde cine
            ieri azi mâine spus cei cele acest această acesta lor fără dintre
        """),
        abbreviations=_row("""
            al a.c alin art bd bl buc cap cca cf cod ct d.hr dvs etc ex fig jud lit max
            mil min mld mp nr obs op ord p pag par pct pl prof resp s sc sec str s.a ș.a
            ş.a tel vol î.hr
        """),
        titles=_row("prof dl dna d-na dlui dnei dra dr gen ing pr sf av lt col"),
        months=_row("""
            ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie
            decembrie
        """),
    ),
    "Indonesian and Malay": Language(
        words=_row("""
            yang dan di ini itu dari untuk dengan pada tidak adalah akan ke telah dalam
            oleh juga sebagai para tersebut bisa ada kami kita mereka dia kata karena
            namun saat setelah sudah atau lebih hari menurut tetapi kalau jika saya ia pun
        """),
        abbreviations=_row("""
            a.n bpk dll dkk dsb dst d.a gg hlm jl kec kel kab kep km kol kpd ko no pt rp
            rt rw s.d st tb tel tgl thn ttg tk u.p yg yth
        """),
        titles=_row("bpk kol dr drs dra gen hj h ir jend k.h kh prof sdr tn ny tuan"),
    ),
    "Vietnamese": Language(
        words=_row("""
            và của là không được các những một trong cho với có đã này đến người từ về khi
            theo tại sẽ ông bà cũng nhưng vào ra năm ngày sau trước nói vậy vì sao thì mà
        """),
        abbreviations=_row("tp tt tx q p h đ st k v.v"),
        titles=_row("tp tt tx q p ts ths gs pgs bs ks ls"),
    ),
    "Latvian and Lithuanian": Language(
        words=_row("""
            ir un ar par no ka uz tas tā bet kā arī pēc pie lai bija nav vai gan kas tiek
            gada teica ši su kad tai apie buvo yra kaip taip pat po iki dėl prie jo jos
            sakė metų vakar šiandien šodien rīt
        """),
        abbreviations=_row("""
            a.k apm b dž g gab gen gim gpv j.o kab kl km kr ltd lpp m mēn min mln mlrd mob
            n.ē nr p.m.ē pav pr pvz piem plg pl r s skyr sk šv st t t.i t.sk t.t t.y tūkst
            u.c u.tml utt val vs žr
        """),
        titles=_row("gen šv doc dr inž kun p pulk prof"),
        ordinals=True,
    ),
    "Cyrillic": Language(
        words=_row("""
            и в не на что он она они с со как по но из за от это его её ее их к у же для
            был была было были мы вы я так уже или до если при об во того также после
            перед сказал сказала заявил сообщил вчера сегодня завтра когда где кто потом
            затем однако поэтому та це що як від або який яка які але вже після він вона
            вони сьогодні учора року є й се да са че ще е като след днес това който която
            които били је су који која које од ће није али би
        """),
        abbreviations=_row("""
            с к до а.с абз авт акад англ арх ауд б буд бул букв вв вкл вып вул г гг гл гр
            грн губ д дб дер див доб дол долл доп др ед ж жит зав зам заст изд илл им ин
            ит кв км кн кол комн коп корп кр крб куб куб.м кв.м л лат лит м мин млн млрд
            напр нач нем н.э обл обр ок оп отд п пгт пер пл пом пос пп пр просп проц прим
            р рис род рос руб рр св сек см соч ст стр сут т т.е т.д т.п т.к т.н тел тов
            трлн тыс тис тзв ул уч у.е фр ч чел чл эт наприклад тощо ін бл бр вж ген т.нар
            т.г тзн нпр итд мл сл
        """),
        titles=_row("""
            акад арх вул г гр м п св ст т тов ул ген адм г-н г-жа д-р доц дир инж кап капт
            лейт о патр полк подполк проф рус серж г-ца
        """),
    ),
    "Greek": Language(
        words=_row("""
            και το της των του τον την τη οι τα στο στη στην στον με για από που να δεν
            είναι σε ότι θα ένα μια ένας αλλά ως μετά πριν κατά ήταν έχει αυτό αυτή αυτός
            όταν πως πού ποιος γιατί χθες σήμερα αύριο είπε ο η
        """),
        abbreviations=_row("""
            αγ αι αν αρ αριθ βλ γεν δηλ δις δρχ εκ εκατ εδ ενν επ κ.ά κ.α κ.λπ κ.τ.λ κεφ
            κλπ λ.χ λεωφ μ.μ μ.χ μτφ ν.δ οδ ορθ π.μ π.χ παρ πβ περ πλ ππ πρβλ σελ σημ στ
            συν τ.μ τηλ τόμ τρ υπ χ χλμ χρ π.δ
        """),
        titles=_row("ο αγ αν συν υπ αρχ γ δ δρ δ.σ κ κα καθ κκ κ.κ μ πρ π στρ ταγμ"),
    ),
    "Armenian": Language(
        words=_row("և է են որ էր իր մեջ հետ համար նա նրա"),
    ),
    "Arabic and Hebrew": Language(
        words=_row("""
            في من على إلى أن عن مع هذا هذه التي الذي كان قال لا ما بعد قبل او أو של את על
            לא הוא היא זה עם כי גם אמר אבל או כל בין
        """),
        abbreviations=_row("أ.د ص.ب د م أ ب ج هـ ق.م ص ت ש פרופ עמ רח טל ד"),
        titles=_row("أ.د د م أ פרופ ד"),
    ),
    "Languages of India": Language(
        words=_row("के में है की को से का और ने पर यह कि हैं था एक நான் ஒரு என்று మరియు ಮತ್ತು"),
        abbreviations=_row("""
            डॉ डा रु प्रो प्रा पं मो श्री सं क्र ड ডা ড মো প্রফেসর মোঃ এড திரு டாக்டர் డా
            శ్రీ ડૉ શ્રી ਡਾ ਸ
        """),
        titles=_row("डॉ डा प्रो प्रा पं श्री ডা ড মো মোঃ திரு டாக்டர் డా శ్రీ ડૉ ਡਾ"),
    ),
}
