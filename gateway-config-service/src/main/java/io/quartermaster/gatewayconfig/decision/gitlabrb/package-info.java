/**
 * The part of {@code gitlab.rb} that is ours, found and changed in a file that people wrote. Reads
 * enough of Ruby to know where the environment of GitLab Rails is assigned; whatever it does not
 * understand it refuses to change.
 *
 * <p>Reading order: {@link io.quartermaster.gatewayconfig.decision.gitlabrb.GitlabRb}, then {@code
 * EnvSite} (where the assignment is), {@code EnvHash} (what it says), {@code RubyLexer}.
 */
@NullMarked
package io.quartermaster.gatewayconfig.decision.gitlabrb;

import org.jspecify.annotations.NullMarked;
