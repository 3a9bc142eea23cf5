package io.quartermaster.gitlab.instance;

import org.jspecify.annotations.Nullable;

/** The instance settings that matter here; null when the license has no AI features. */
public record InstanceSettings(
    @Nullable Boolean duoFeaturesEnabled, @Nullable Boolean lockDuoFeaturesEnabled) {}
