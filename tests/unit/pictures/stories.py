"""An invented story, its scene, and a picture made of it."""

from datetime import UTC, datetime

from core.domain.life import LifeStage
from core.domain.memory import Audience, Memory, Teller, Wording
from core.domain.picture import Making, Picture, PictureStatus, PictureStyle
from core.domain.scene import SceneAspect, SceneCard, SceneField, Source

NOW = datetime(2026, 3, 14, 11, 5, tzinfo=UTC)

MEMORY = Memory(
    id="memory1",
    stage=LifeStage.CHILDHOOD,
    theme="C5",
    words="En la cocina de mi madre, por la mañana, amasábamos pan.",
    language="es",
    wording=Wording.VERBATIM,
    teller=Teller.PERSON,
    told_at=NOW,
    approved=True,
    title="El pan de casa",
    audience=Audience.BOOK,
)
SCENE = SceneCard(
    id="scene1",
    memory_id=MEMORY.id,
    language="es",
    fields={
        SceneAspect.WHERE: SceneField(text="la cocina", source=Source.PERSON),
        SceneAspect.WHEN: SceneField(text="por la mañana", source=Source.PERSON),
        SceneAspect.DOING: SceneField(text="amasar pan", source=Source.PERSON),
    },
    approved=True,
)
MAKING = Making(
    prompt="kitchen, morning, kneading bread",
    negative_prompt="text",
    seed=7,
    num_inference_steps=20,
    guidance_scale=7.0,
    base_model="a small one",
    width=512,
    height=512,
)
PICTURE = Picture(
    id="picture1",
    memory_id=MEMORY.id,
    scene_id=SCENE.id,
    job_id="job1",
    number=1,
    media_id="media1",
    plain_media_id="media2",
    status=PictureStatus.CANDIDATE,
    making=MAKING,
    style=PictureStyle.SOFT,
    made_at=NOW,
)
