package dev.lipsweep.cli.webhook;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Listing;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.cli.sweep.ApiCommand;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lipsweep webhook}: the command that holds those for webhooks. */
@Command(
    name = "webhook",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    description = "Register, list and end webhooks, and see what they were told (scope admin).",
    subcommands = {
      WebhookCommand.Create.class,
      WebhookCommand.All.class,
      WebhookCommand.Delete.class,
      WebhookCommand.Deliveries.class
    },
    footerHeading = "%nFor example:%n",
    footer = {
      "  lipsweep webhook create https://ci.example.org/hooks/lipsweep --frontier methods",
      "  lipsweep webhook deliveries ID"
    })
public final class WebhookCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec. Indicates a bug.");
    }
    throw new ParameterException(
        spec.commandLine(), "say what to do: create, list, delete or deliveries");
  }

  /** A webhook; the secret only in the answer that made it. */
  record Webhook(
      String id,
      String url,
      List<String> frontiers,
      @Nullable Instant createdAt,
      @Nullable String secret) {
    @Override
    public String toString() {
      return "Webhook[%s]".formatted(url);
    }
  }

  /** Something that a webhook was told. */
  record Delivery(
      String id,
      String state,
      int attempts,
      @Nullable Instant dueAt,
      @Nullable Integer lastStatus,
      @Nullable String lastError,
      @Nullable Instant createdAt) {}

  @Command(
      name = "create",
      description = {
        "Register an address that is told when a frontier changes. The secret that signs what is",
        "sent goes to the standard output, this once."
      })
  static final class Create extends ApiCommand {
    @Parameters(paramLabel = "URL", description = "http or https")
    private String url = "";

    @Option(
        names = "--frontier",
        paramLabel = "FRONTIER",
        split = ",",
        description = "of this frontier only; may be repeated (default: all)")
    private List<String> frontiers = List.of();

    @Override
    public Integer call() {
      Server server = server();
      String json =
          server.post(
              "/api/v1/webhooks",
              Server.json(Map.of("url", url, "frontiers", frontiers))
                  .getBytes(StandardCharsets.UTF_8),
              Map.of("Content-Type", "application/json"));
      print(wantsJson() ? json : String.valueOf(server.read(json, Webhook.class).secret()));
      shell()
          .err()
          .println(
              "this secret is not shown again; 'lipsweep webhook list' shows the webhook's id");
      return ExitCode.OK;
    }
  }

  @Command(name = "list", description = "List webhooks, without their secrets.")
  static final class All extends ApiCommand {
    @Override
    public Integer call() {
      Listing<Webhook> webhooks =
          server().list("/api/v1/webhooks", Integer.MAX_VALUE, Webhook.class);
      if (wantsJson()) {
        print(webhooks.json());
        return ExitCode.OK;
      }
      var table = new TextTable("url", "frontiers", "created", "id");
      for (Webhook webhook : webhooks.items()) {
        table.row(
            webhook.url(),
            webhook.frontiers().isEmpty() ? "all" : String.join(", ", webhook.frontiers()),
            Format.time(webhook.createdAt()),
            webhook.id());
      }
      print(table);
      return ExitCode.OK;
    }
  }

  @Command(name = "delete", description = "End a webhook; what was still to be sent is not.")
  static final class Delete extends ApiCommand {
    @Parameters(paramLabel = "ID", description = "as 'lipsweep webhook list' shows it")
    private String id = "";

    @Override
    public Integer call() {
      server().delete("/api/v1/webhooks/" + Server.encoded(id));
      print(wantsJson() ? Server.json(Map.of("deleted", id)) : "it is told nothing more");
      return ExitCode.OK;
    }
  }

  @Command(name = "deliveries", description = "Show what a webhook was told, the latest first.")
  static final class Deliveries extends ApiCommand {
    @Parameters(paramLabel = "ID", description = "as 'lipsweep webhook list' shows it")
    private String id = "";

    @Override
    public Integer call() {
      Listing<Delivery> deliveries =
          server()
              .list(
                  "/api/v1/webhooks/%s/deliveries".formatted(Server.encoded(id)),
                  Integer.MAX_VALUE,
                  Delivery.class);
      if (wantsJson()) {
        print(deliveries.json());
        return ExitCode.OK;
      }
      var table = new TextTable("created", "state", "tries", "next try", "last answer");
      for (Delivery delivery : deliveries.items()) {
        table.row(
            Format.time(delivery.createdAt()),
            Format.words(delivery.state()),
            Integer.toString(delivery.attempts()),
            delivery.state().equals("PENDING") ? Format.time(delivery.dueAt()) : "-",
            delivery.lastError() != null
                ? delivery.lastError()
                : delivery.lastStatus() == null ? "-" : delivery.lastStatus().toString());
      }
      print(table);
      return ExitCode.OK;
    }
  }
}
