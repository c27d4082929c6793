"""Sentences of other languages: each case is one paragraph, its sentences parted by bars."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import split_passages
from corpus.passages.sentences import sentence_spans


def sentences(text):
    return [text[start:end] for start, end in sentence_spans(text)]


WITH_SPACES = {
    "French": [
        "« Bonjour ! », dit-elle.",
        "« Qui part ? » demanda le maire.|Personne ne répondit.",
        "Il a crié : « Jamais ! »|Puis il est parti.",
        "« C'est fini », a dit le préfet.|« Rentrez chez vous. »|La foule est restée.",
        "M. Dupont a reçu Mme Le Pen et Mgr Ricard.|Le maire était absent.",
        "M. Le Bris a refusé.|MM. Petit et Roux aussi.",
        "Les fruits, p. ex. Reinettes du Gers, manquent.|L'usine ferme.",
        "Le port (cf. art. 12 du plan) reste fermé.|Les quais, les grues, etc. sont vides.",
        "La ville fut prise en 52 av. J.-C. par les Romains.|Elle brûla.",
        "Vraiment ?!|Oui… mais pas demain.|Non !",
        "Le ferry est arrivé en 3.|L'équipage a dormi.",
        "Le bilan – 12 morts ! – est provisoire.|On cherche encore.",
    ],
    "German": [
        "Am 3. Oktober feierte die Stadt den Tag der Einheit.|Es regnete.",
        "Am 3. Oktober …",
        "Der 2. Weltkrieg endete am 8. Mai 1945.|Die Stadt lag in Trümmern.",
        "Zum 100. Geburtstag kam auch Papst Johannes XXIII. nach Trier.|Er blieb drei Tage.",
        "König Ludwig XIV. Bourbon starb 1715.|Sein Urenkel folgte.",
        "Das gilt z. B. Berlin und d. h. auch Bremen.|Der Senat schweigt.",
        "Das gilt z.B. für Obst, u.a. Äpfel, bzw. Birnen usw. im Winter.|Die Preise steigen.",
        "Dr. Weiß und Prof. Dr. med. Anna Roth kamen gegen 9 Uhr.|Sie schwiegen.",
        "„Ich gehe!“, rief sie.|„Und du?“|Er blieb.",
        "»Nein!«, sagte der Minister.|»Wir bleiben.«|Dann ging er.",
        "»Wirklich?« fragte er.|Niemand nickte.",
        "Der Umsatz stieg auf 3,5 Mio. Euro, das Ergebnis auf 1,2 Mrd. Kronen.|Die Aktie fiel.",
        "Aus dem 1. -3. Jahrhundert stammen die Krüge.|Sie sind rot.",
        "Die Partie endete im Jahr 2019.|Danach zog Trainer Holt um.",
        "Das Spiel endete 3:2.|Trainer Müller war zufrieden.",
        "Die Strecke ist 5 km.|Läufer Roth gewann.|Er war Erster in Gruppe B.|Die Gäste nicht.",
        "Er wohnt in der Berliner Str. 5 in St. Goar.|Der Vertrag läuft bis zum 1. Januar.",
    ],
    "Spanish": [
        "¿Quién vino?|¡Nadie!|El puerto está vacío.",
        "El Sr. Pérez y la Sra. Gómez viajaron a EE.UU. el lunes.|Volvieron ayer.",
        "La Dra. El Khouri y D. Juan firmaron.|Dña. Ana no.",
        "Los EE. UU. y la UE negocian.|Vuelven de los EE. UU.|Ayer callaban.",
        "Murió en el 44 a. C. en Roma.|Augusto nació en el 63 a.C. y murió en el 14 d.C. en Nola.",
        "«¿Por qué?», preguntó ella.|«Porque sí», dijo el juez.",
        "Vive en la av. Libertad, núm. 12, cerca del puerto.|Dijo que no.|Luego se fue.",
        "Las frutas (p. ej. Manzanas de Lérida) suben.|¿Y los vinos?|También.",
        "—¡No! —dijo el alcalde.|—Entonces me voy.",
    ],
    "Italian": [
        "Il dott. Rossi e l'on. Bianchi sono arrivati.|Il sig. Verdi no.",
        "Cesare morì nel 44 a.C. a Roma.|Augusto regnò fino al 14 d.C. e poi morì.",
        "«Basta!», ha detto il sindaco.|«Perché?» chiese lei.",
        "La squadra gioca in Serie A.|La coppa è lontana.",
        "Pane, olio, ecc. costano di più.|L'art. 5 della legge, p. es. il comma 2, lo vieta.",
        "L'avv. De Luca e l'ing. Conti hanno firmato.|È finita.",
    ],
    "Portuguese": [
        "O Sr. Silva e a Dra. Souza chegaram.|A reunião acabou às 18h.",
        "«Não!», disse o ministro.|Depois saiu.",
        "O preço da fruta, p. ex. Maçã e uva, subiu.|Em Lisboa, não.",
        "A lei (art. 5, n. 2) foi aprovada em 44 a.C. em Roma.|Será?|É.",
        "Mora na av. Brasil, pág. 3 do mapa.|O Exmo. Sr. Prof. Lima também.",
    ],
    "Dutch": [
        "Dhr. Jansen en mevr. De Vries kwamen om 9 uur.|De burgemeester niet.",
        "Het fruit, bijv. Elstar en d.w.z. appels, is duur.|Waarom?|Niemand weet het.",
        "„Ga weg!”, riep hij.|Toen was het stil.",
        "Zij won o.a. Parijs en Rome.|'s Avonds bleef ze thuis.",
        "Drs. Bos woont in St. Oedenrode, nr. 5.|Hij zwijgt.",
    ],
    "Swedish": [
        "Han sålde t.ex. Volvo och bl.a. Saab kl. 9.|Det gick bra.",
        "”Aldrig!”, sade hon.|Sedan gick hon.",
        "Staden grundades 300 f.Kr. av romare.|Den s.k. Muren står kvar.",
    ],
    "Danish and Norwegian": [
        "Den 3. oktober kom hr. Jensen f.eks. til Aarhus.|Det regnede.",
        "Den 2. Verdenskrig sluttede i 1945.|Byen fejrede det kl. 12.",
        "»Nej!« sagde ministeren.|Så gik han.",
        "Prisen steg med 3 pct. i går, bl.a. Oslo merket det.|Hvorfor det?",
        "Det kostet 5 mill. kr. å bygge broen.|Den åpner 17. mai.",
    ],
    "Finnish and Estonian": [
        "Hän tuli 3. lokakuuta klo 9.|Se oli totta.",
        "Esim. Turku ja mm. Oulu ovat mukana.|Mutta Kemi ei.",
        "”Ei!” sanoi ministeri.|Sitten hän lähti.",
        "Ta sündis 24. veebruaril 1918. aastal Tallinnas.|Nüüd on ta vana.",
    ],
    "Polish": [
        "Spotkał się m.in. z prof. Nowakiem i dr. Kowalską przy ul. Długiej.|To było wczoraj.",
        "W 2020 r. Polska wygrała.|Dnia 3. maja świętowano.",
        "Tzw. Plan B, tj. Most, np. Warszawski, upadł.|Co dalej?|Nikt nie wie.",
        "– Nie! – powiedział minister.|Potem wyszedł.",
    ],
    "Czech and Slovak": [
        "Dne 3. října přišel Ing. Novák, CSc. a tzv. Expert.|Pak odešel.",
        "Karel IV. Lucemburský založil školu r. 1348.|Je to pravda.",
        "Stalo se to např. Brně a atd. jinde, tj. všude.|Proč?",
        "Ide o príslušníkov XII. Pluku špeciálneho určenia.",
        "Toto sa podarilo až na 10. pokus.|Ale stálo to za to.",
        "„Nie!“ povedal premiér.|Potom odišiel.",
        "To je smrt.|Pak přišel král.",
    ],
    "Hungarian": [
        "A kormány 2024. október 3. napján döntött.|Ez volt a vége.",
        "Dr. Nagy és ifj. Kiss pl. Pécsett él.|A többiek nem.",
        "II. Rákóczi Ferenc és IV. Béla szobra áll itt.|Szép.",
    ],
    "Turkish": [
        "Prof. Dr. Ayşe Yılmaz 3. Dünya ülkelerini anlattı.|Bu bir ilk.",
        "Millî takım 2. oldu.|Neden?|Çünkü yorgundu.",
        "Sn. Bakan, Atatürk Cad. No. 5 adresinde oturuyor.|Ama gelmedi.",
    ],
    "Romanian": [
        "Dl. Popescu și dna. Ionescu au venit la ora 9.|Nu au vorbit.",
        "„Nu!”, a spus ministrul.|Apoi a plecat pe str. Lungă, nr. 5.",
    ],
    "Russian": [
        "В 2020 г. Россия приняла закон.|Он вступил в силу.",
        "А. С. Пушкин жил в г. Москва на ул. Арбат, д. 53.|Там теперь музей.",
        "«Нет!» — сказал министр.|Потом он ушёл.",
        "— Кто там? — спросила она.|— Никто.",
        "Яблоки, груши и т. д. подорожали на 3 тыс. руб. за год.|Почему?",
        "Это знаешь ты и я.|Он молчит.",
        "На площади им. Ленина, т. е. в центре, стоит проф. Семёнов.|Он ждёт.",
    ],
    "Ukrainian": [
        "У 2022 р. Україна отримала зброю.|Це було в м. Київ, вул. Садова, буд. 5.",
        "«Ні!» — сказав він.|Потім він пішов.",
    ],
    "Greek": [
        "Ποιος ήρθε;|Κανείς.|Το λιμάνι είναι άδειο.",
        "«Γιατί;» ρώτησε ο κ. Παπαδόπουλος.|«Έτσι», είπε.",
        "Τα φρούτα, π.χ. Μήλα, ακρίβυναν· τα άλλα όχι.|Το 44 π.Χ. ο Καίσαρας πέθανε.",
    ],
    "Armenian": [
        "Նա գնաց։|Մենք մնացինք։",
        "Ի՞նչ ես մտածում:|Ոչինչ:",
        "Ես գնում եմ աշխատանքի:|Նա ասաց. սեր, գիտելիք:",
    ],
    "Arabic": [
        "هل وافق الوزير؟|قال نعم.|انتهى الاجتماع.",
        "وصل د. محمد علي إلى القاهرة.|لم يتكلم!",
        "«هل تأتي؟»|لم يجب أحد.",
    ],
    "Urdu and Persian": [
        "وزیر نے کہا۔|اجلاس ختم ہوا۔",
        "آپ کون ہیں؟|میں صحافی ہوں۔",
        "ایم۔کیو۔ایم نے احتجاج کیا۔|پولیس آ گئی۔",
        "او رفت.|چرا؟|کسی نمی‌داند.",
    ],
    "Hebrew": [
        "ד. בן גוריון הגיע לתל אביב.|הוא לא דיבר.",
        "מי בא?|אף אחד!",
    ],
    "Hindi": [
        "मंत्री ने कहा।|बैठक समाप्त हुई।",
        "किसान को 500 रु. दिए गए।|वह खुश है।",
        "डॉ. सिंह दिल्ली में हैं।|वे कब आएँगे?|कल।",
        "“हम नहीं जाएँगे।”|उन्होंने कहा कि यह सच है।",
    ],
    "Bengali": ["মন্ত্রী বললেন।|সভা শেষ হল।", "ড. রহমান ঢাকায় এলেন।|কেন?"],
    "Marathi": ["मंत्री म्हणाले.|बैठक संपली.|प्रा. पाटील आले."],
    "Georgian": ["მინისტრი წავიდა.|ჩვენ დავრჩით.|რატომ?"],
    "Amharic": ["ሚኒስትሩ ሄዱ።|እኛ ቀረን።|ለምን፧", "ሄዱ፡፡|ቀረን፡፡"],
    "Khmer": ["គាត់ទៅ។|យើងនៅ។", "ផ្លែឈើ។ល។ មានច្រើន។|យើងទិញ។"],
    "Burmese": ["သူသွားသည်။|ငါတို့နေသည်။"],
    "Korean": ["장관이 말했다.|회의가 끝났다.|왜?", '"가지 않겠다."라고 그는 말했다.|모두 놀랐다.'],
    "Vietnamese": ["TP. Hồ Chí Minh mưa lớn.|TS. Nguyễn Văn An nói vậy.|Vì sao?"],
    "Indonesian": ["Bpk. Joko tinggal di Jl. Merdeka No. 5.|Dia tidak datang.|Mengapa?"],
    "Serbian and Croatian": [
        "Dana 3. listopada došao je dr. Horvat.|Nije govorio.",
        "Dr Petrović je, npr. Beogradu i sl. gradovima, dao mil. evra.|Zašto?",
    ],
    "Lithuanian": ["Prof. Kazlauskas gyvena Gedimino g. Vilniuje.|Jis tyli."],
}

WITHOUT_SPACES = {
    "Chinese": [
        "北京市政府宣布新的交通规定。|市民表示欢迎。|谁会反对？|没有人！",
        "“我们支持。”他说。|会议结束了。",
        "市长问：“谁来付钱？”|没有人回答。",
        "「這是勝利！」|市民高喊口號。",
        "他看了《摔跤吧！爸爸》这部电影。|他很喜欢。",
        "股价上涨3.5%。|ABC公司（中国）表示满意。",
        "真的吗？！|是的……也许吧。",
        "他来了?|是的.|我知道.",
    ],
    "Japanese": [
        "東京都知事は新しい条例を発表した。|市民は歓迎した。",
        "「はい。」と彼は言った。|誰も答えなかった。",
        "「行きます！」|とても静かだった。",
        "「モーニング娘。」が出演した。|観客は喜んだ。",
        "（写真は共同。）|税率は３．５％だ。|終わり。",
        "いいえ｡|そうです｡",
    ],
    "Tibetan": ["ཁོང་ཕེབས་སོང་།|ང་ཚོ་བསྡད་པ་ཡིན།"],
}

CASES = [
    pytest.param(case.split("|"), space, id=f"{language}-{number}")
    for space, table in ((" ", WITH_SPACES), ("", WITHOUT_SPACES))
    for language, cases in table.items()
    for number, case in enumerate(cases)
]


@pytest.mark.parametrize(("expected", "space"), CASES)
def test_sentences_of_other_languages(expected, space):
    assert sentences(space.join(expected)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Smith met Charles de Gaulle in 1960. Er, nobody else came.",
        "Profit was 3. October was worse.",
        "He left São Paulo. Müller stayed in Łódź.",
        "The list has five names. Am is one. Die is another.",
    ],
)
def test_names_of_other_languages_leave_a_text_english(text):
    assert len(sentences(text)) == text.count(". ") + 1


def test_a_foreign_quotation_in_an_english_text_is_parted_by_its_own_signs():
    text = "The banner said: 停止战争。我们要和平！ The U.S. embassy saw it. Mr. Li did not."
    assert sentences(text) == [
        "The banner said: 停止战争。",
        "我们要和平！",
        "The U.S. embassy saw it.",
        "Mr. Li did not.",
    ]


@pytest.mark.parametrize("case", ["der hafen bleibt zu. die fähre fährt nicht. warum? wegen eis."])
def test_a_text_without_capitals_is_parted_all_the_same(case):
    assert len(sentences(case)) == 4


def test_a_text_in_capitals_is_parted_by_its_common_words():
    text = "DIE WAHL IST AM 3. OKTOBER. DIE STADT WÄHLT AM 4. MAI. ES REGNET."
    assert sentences(text) == [
        "DIE WAHL IST AM 3. OKTOBER.",
        "DIE STADT WÄHLT AM 4. MAI.",
        "ES REGNET.",
    ]


def test_lines_that_end_with_a_full_stop_of_their_own_are_not_taken_for_wrapped_text():
    lines = [
        "市政府昨天宣布了一项新的交通规定" * 3 + "。",
        "记者王明报道" * 10,
        "市民表示欢迎" * 9 + "！",
    ]
    assert sentences("\n".join([*lines, lines[0]])) == [*lines, lines[0]]


PHRASES = {
    "Chinese": ("市政府宣布了新的交通规定，要求所有司机在市中心减速", "。"),
    "Japanese": ("東京都知事は新しい条例を発表し、市民に協力を求めた", "。"),
    "Thai": ("นายกรัฐมนตรีประกาศกฎใหม่สำหรับการจราจรในเมืองหลวง", " "),
    "Burmese": ("ဝန်ကြီးချုပ်သည်မြို့တော်တွင်စည်းမျဉ်းသစ်ကိုကြေညာခဲ့သည်", "။"),
}


@pytest.mark.parametrize("language", PHRASES)
def test_a_story_without_spaces_is_cut_into_passages_of_useful_length(language):
    phrase, stop = PHRASES[language]
    text = "".join(f"{phrase}{number}{stop}" for number in range(2000 // len(phrase)))
    passages = split_passages(text)
    lengths = [len(passage.text) for passage in passages]
    assert 150 < sum(lengths) / len(lengths) < 800
    assert max(lengths) < 900
    ends = {text[passage.end - 1 : passage.end] for passage in passages}
    assert ends <= {stop, *"0123456789"}  # whole sentences; Thai parts them by a space


def test_a_sentence_without_spaces_that_is_too_long_is_cut_at_a_comma():
    text = "市政府宣布了新的交通规定，" * 60 + "结束。"
    passages = split_passages(text)
    assert len(passages) > 2
    assert {passage.text[-1] for passage in passages} == {"，", "。"}
    assert "".join(passage.text for passage in passages) == text


PIECES = [sentence for case in CASES for sentence in case.values[0]]
GAPS = [
    "",
    " ",
    "\n",
    "\n\n",
    "\u3000",
    "«",
    "»",
    "」",
    "”",
    '"',
    ".",
    "!",
    "。",
    "؟",
    "3.",
    "( ",
    "A",
]


@pytest.mark.slow
@settings(max_examples=200)
@given(st.lists(st.sampled_from([*PIECES, *GAPS]), max_size=12).map("".join))
def test_sentences_tile_any_text(text):
    spans = sentence_spans(text)
    last = 0
    for start, end in spans:
        assert last <= start < end
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()
