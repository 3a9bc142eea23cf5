package io.quartermaster.gitlab.instance;

import org.jspecify.annotations.Nullable;

/** The instance settings we look at; null when the licence has no AI features. */
public record InstanceSettings(
    @Nullable Boolean duoFeaturesEnabled, @Nullable Boolean lockDuoFeaturesEnabled) {}
