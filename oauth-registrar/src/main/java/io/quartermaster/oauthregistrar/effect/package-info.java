/** GitLab's OAuth applications and the AI gateway; the secret exists nowhere else. */
@NullMarked
package io.quartermaster.oauthregistrar.effect;

import org.jspecify.annotations.NullMarked;
