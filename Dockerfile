ARG PYTHON=3.11-slim-bookworm

FROM python:${PYTHON} AS build
WORKDIR /src
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock ./
RUN pip install --require-hashes --only-binary=:all: -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY knowledge knowledge
COPY quizzes quizzes
COPY bot bot
RUN pip install --no-deps --no-build-isolation .

FROM python:${PYTHON}
RUN groupadd --gid 10001 tutor \
    && useradd --uid 10001 --gid tutor --no-create-home --shell /usr/sbin/nologin tutor \
    && install --directory --owner tutor --group tutor /data
COPY --from=build /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TUTOR_DATABASE_URL=sqlite:////data/tutor.db \
    TUTOR_HEARTBEAT_FILE=/tmp/tutor-heartbeat \
    MPLCONFIGDIR=/tmp/tutor-matplotlib
USER 10001:10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-m", "bot.health"]
ENTRYPOINT ["tutor"]
CMD ["run"]
