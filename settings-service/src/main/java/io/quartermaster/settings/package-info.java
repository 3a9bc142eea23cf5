/**
 * What the administrator wants of Amazon Q, over REST, and how far the set-up is.
 *
 * <p>Read it feature by feature: {@code instance} (the settings: command in, decision, state and
 * events out in one transaction), {@code scope} (the choices of groups and projects: the same),
 * {@code setup} (outcomes in, progress out, also as a stream) and {@code audit} (who changed what,
 * written in the transaction of the change). Beside them {@code prerequisite} (what the set-up
 * needs, looked at on request). Around them: {@code identity} (who this GitLab is towards AWS),
 * {@code place} (where GitLab has a group or project), {@code owner} (who may touch it), {@code
 * publication} (events to the outbox), {@code request} and {@code problem} (the manners of the REST
 * API), {@code access} (who may call it).
 */
@NullMarked
package io.quartermaster.settings;

import org.jspecify.annotations.NullMarked;
