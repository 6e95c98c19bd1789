package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Listing;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Parameter;
import dev.lipsweep.cli.client.Views.Recipe;
import dev.lipsweep.cli.client.Views.Relevance;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "recipes", description = "List recipes, or the parameters of one.")
public final class RecipesCommand extends ApiCommand {
  @Parameters(paramLabel = "NAME", arity = "0..1", description = "a recipe")
  private @Nullable String name;

  @Override
  public Integer call() {
    Server server = server();
    if (name == null) {
      list(server);
    } else {
      show(server, name);
    }
    return ExitCode.OK;
  }

  private void list(Server server) {
    Listing<Recipe> recipes = server.list("/api/v1/recipes", Integer.MAX_VALUE, Recipe.class);
    if (wantsJson()) {
      print(recipes.json());
      return;
    }
    var table = new TextTable("recipe", "version", "description");
    recipes
        .items()
        .forEach(r -> table.row(r.name(), Integer.toString(r.version()), r.description()));
    print(table);
    print("'lipsweep recipes NAME' lists the parameters of one");
  }

  private void show(Server server, String name) {
    String json = server.get("/api/v1/recipes/" + Server.encoded(name));
    if (wantsJson()) {
      print(json);
      return;
    }
    Recipe recipe = server.read(json, Recipe.class);
    print("%s: %s".formatted(ansi().bold(recipe.name()), recipe.description()));
    print("");
    var table =
        new TextTable("parameter", "default", "allowed", "matters with", "meaning").wrapped();
    for (Parameter parameter : recipe.parameters()) {
      table.row(
          parameter.name(),
          parameter.defaultValue() == null ? "(give one)" : Format.value(parameter.defaultValue()),
          parameter.allowed(),
          when(parameter.relevantWhen()),
          parameter.description());
    }
    print(table);
  }

  private static String when(@Nullable Relevance relevance) {
    return relevance == null
        ? ""
        : relevance.parameter() + " " + String.join(", ", relevance.values());
  }
}
