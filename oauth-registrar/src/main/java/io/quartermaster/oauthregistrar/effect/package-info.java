/** GitLab's OAuth applications and the AI gateway; the only place where the secret exists. */
@NullMarked
package io.quartermaster.oauthregistrar.effect;

import org.jspecify.annotations.NullMarked;
