"""What must go out: in order, once, and forgotten as far as words go."""

from core.domain.conversation import OutboxItem, OutboxKind
from core.domain.patient import PatientId
from tests.integration.storage.conftest import House
from tests.integration.storage.examples import CHAT, LUZ, a_message


def post(house: House, space: PatientId, *items: OutboxItem, update_key: str = "u:1") -> None:
    with house.patients.open(space, LUZ) as work:
        work.mark_handled(update_key)
        for item in items:
            work.post(item)
        work.commit()


def test_items_wait_in_the_order_they_were_posted(house: House, space: PatientId) -> None:
    post(house, space, a_message("uno"), a_message("dos"))
    post(house, space, a_message("tres"), update_key="u:2")
    pending = house.patients.outbox(space).pending()
    assert [item.payload["text"] for item in pending] == ["uno", "dos", "tres"]
    assert [item.update_key for item in pending] == ["u:1", "u:1", "u:2"]
    assert len({item.id for item in pending}) == 3


def test_each_chat_has_its_own_line(house: House, space: PatientId) -> None:
    post(house, space, a_message(chat_id=CHAT), a_message("otra", chat_id=7))
    pending = house.patients.outbox(space).pending(chat_id=7)
    assert [item.payload["text"] for item in pending] == ["otra"]


def test_what_was_delivered_waits_no_more(house: House, space: PatientId) -> None:
    post(house, space, a_message(), a_message("dos"))
    outbox = house.patients.outbox(space)
    outbox.delivered(outbox.pending()[0].id, {"message_ids": [11]})
    assert [item.payload["text"] for item in outbox.pending()] == ["dos"]


def test_what_was_sent_last_is_told_first_by_chat_and_message(
    house: House, space: PatientId
) -> None:
    post(house, space, a_message(), a_message("otra", chat_id=7), a_message("sin enviar"))
    outbox = house.patients.outbox(space)
    for item, ids in zip(outbox.pending()[:2], ([11, 12], [13]), strict=True):
        outbox.delivered(item.id, {"message_ids": ids})
    sent = outbox.sent(newest=3)
    assert sent[0] == (7, 13)
    assert set(sent) == {(CHAT, 11), (CHAT, 12), (7, 13)}
    assert outbox.sent(newest=1) == [(7, 13)]


def test_an_update_is_done_when_all_it_caused_went_out(house: House, space: PatientId) -> None:
    post(house, space, a_message(), a_message())
    outbox = house.patients.outbox(space)
    assert not outbox.is_empty("u:1")
    assert [outbox.delivered(item.id, {}) for item in outbox.pending()] == [False, True]
    assert outbox.is_empty("u:1")
    assert outbox.is_empty("an update that caused nothing")


def test_the_messages_of_a_screen_are_known_after_delivery(house: House, space: PatientId) -> None:
    edit = OutboxItem(chat_id=CHAT, kind=OutboxKind.EDIT, payload={"screen": 2, "replaces": 1})
    clear = OutboxItem(chat_id=CHAT, kind=OutboxKind.CLEAR, payload={"screen": 1})
    post(house, space, a_message(screen=1), edit, clear, a_message())
    outbox = house.patients.outbox(space)
    answers: tuple[dict[str, list[int]], ...] = (
        {"message_ids": [11, 12]},
        {"message_ids": [11]},
        {},
        {"message_ids": [13]},
    )
    for item, answer in zip(outbox.pending(), answers, strict=True):
        outbox.delivered(item.id, answer)
    assert outbox.message_ids(1) == [11, 12]
    assert outbox.message_ids(2) == [11]
    assert outbox.message_ids(3) == []


def test_the_registry_has_an_outbox_of_its_own(house: House) -> None:
    house.registry.post(a_message("Hola", screen=1), update_key="u:7")
    item = house.registry.outbox.pending()[0]
    assert (item.payload["text"], item.update_key) == ("Hola", "u:7")
    house.registry.outbox.delivered(item.id, {"message_ids": [4]})
    assert house.registry.outbox.is_empty("u:7")
    assert house.registry.outbox.message_ids(1) == [4]


def test_what_is_dropped_is_shown_to_nobody_and_the_rest_still_happens(
    house: House, space: PatientId
) -> None:
    away = {"text": "la página", "otherwise": {"chat_id": 7, "text": "no llegó"}}
    clear = OutboxItem(chat_id=CHAT, kind=OutboxKind.CLEAR, payload={"screen": 3})
    edit = OutboxItem(chat_id=CHAT, kind=OutboxKind.EDIT, payload=away)
    post(house, space, a_message("dicho"), a_message("uno"), edit, clear, a_message(chat_id=7))
    outbox = house.patients.outbox(space)
    outbox.delivered(outbox.pending()[0].id, {"message_ids": [11]})
    with house.patients.open(space, LUZ) as work:
        work.drop_unsent(CHAT)
        work.commit()
    assert [item.payload for item in outbox.pending(chat_id=CHAT)] == [
        {"dropped": True},
        {"dropped": True, "otherwise": {"chat_id": 7, "text": "no llegó"}},
        {"screen": 3},
    ]
    assert [item.payload["text"] for item in outbox.pending(chat_id=7)] == ["Hola"]
    assert [item.chat_id for item in outbox.pending()] == [CHAT, CHAT, CHAT, 7]
