from __future__ import annotations

import pytest

from kg.readers.language import guess_language, language_code

TEXTS = {
    "en": (
        "The harbour master said on Monday that the ferry had been late for more than an hour, and that "
        "it would be repaired."
    ),
    "tr": (
        "Liman başkanı pazartesi günü yaptığı açıklamada geminin bir saat geciktiğini ve yeni bir motor "
        "için çalışmaların devam ettiğini söyledi. Bu olay çok kişi tarafından görüldü."
    ),
    "de": (
        "Der Hafenmeister sagte am Montag, dass die Fähre mehr als eine Stunde zu spät war und nun in "
        "der Werft repariert werden soll."
    ),
    "fr": (
        "Le capitaine du port a dit lundi que le ferry avait plus d'une heure de retard et que les "
        "réparations sont en cours dans le chantier."
    ),
    "es": (
        "El capitán del puerto dijo el lunes que el barco llegó con más de una hora de retraso y que "
        "será reparado en los próximos días."
    ),
    "it": (
        "Il comandante del porto ha detto lunedì che il traghetto è arrivato con più di un'ora di "
        "ritardo e che sono in corso le riparazioni della nave."
    ),
    "pt": (
        "O capitão do porto disse na segunda-feira que o navio chegou com mais de uma hora de atraso e "
        "que não foi possível reparar a máquina."
    ),
    "nl": (
        "De havenmeester zei maandag dat het schip meer dan een uur te laat was en dat de motor in de "
        "werf wordt gerepareerd voor het weekend."
    ),
    "pl": (
        "Kapitan portu powiedział w poniedziałek, że statek spóźnił się o godzinę i że został już "
        "naprawiony, ale nie jest to koniec prac na nim."
    ),
    "ru": (
        "Начальник порта сообщил в понедельник, что паром опоздал более чем на час и что его уже "
        "ремонтируют на верфи, но это не всё."
    ),
    "uk": (
        "Начальник порту повідомив у понеділок, що пором запізнився більш як на годину та що його вже "
        "ремонтують на верфі, але це не все."
    ),
    "ar": (
        "قال مدير الميناء إن السفينة تأخرت أكثر من ساعة عن موعدها وقد تم إصلاحها في الحوض بعد ذلك على يد"
        " عمال من المدينة التي كانت فيها"
    ),
    "fa": "مدیر بندر گفت که این کشتی بیش از یک ساعت تأخیر داشت و برای تعمیر به کارگاه برده شد و تا فردا آماده است",
    "zh": "港口负责人星期一表示，渡轮晚点一个多小时，目前正在船厂维修。",
    "ja": "港の責任者は月曜日、フェリーが一時間以上遅れたと述べた。",
    "el": "Ο λιμενάρχης είπε τη Δευτέρα ότι το πλοίο άργησε περισσότερο από μία ώρα.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_guess(code: str) -> None:
    assert guess_language(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "12 34 56", "Ankara Idlib Damascus Aleppo Homs", "the of"])
def test_unsure(text: str) -> None:
    assert guess_language(text) is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("en", "en"),
        ("EN-us", "en"),
        ("pt_BR", "pt"),
        ("eng", "en"),
        ("Turkish", "tr"),
        ("xh", "xh"),
        ("klingon", "klingon"),
    ],
)
def test_given_codes(given: str, code: str) -> None:
    assert language_code(given) == code
