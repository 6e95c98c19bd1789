package dev.lipsweep.api;

import dev.lipsweep.api.problem.ProblemBody;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the controllers cannot say for OpenAPI: tokens, and the one form of all problems. */
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {
  private static final String TOKEN = "token";

  @Bean
  OpenAPI lipsweepApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("lipsweep")
                .version("v1")
                .description("Experiment sweeps for Lipschitz-constrained training.")
                .license(new License().name("Apache-2.0")))
        .addSecurityItem(new SecurityRequirement().addList(TOKEN));
  }

  @Bean
  OpenApiCustomizer problemsAndTokens() {
    return api -> {
      ModelConverters.getInstance()
          .readAll(ProblemBody.class)
          .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
      api.getComponents()
          .addSecuritySchemes(
              TOKEN, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
      api.getPaths()
          .values()
          .forEach(path -> path.readOperations().forEach(OpenApiDescription::addProblem));
    };
  }

  private static void addProblem(Operation operation) {
    var schema = new Schema<>().$ref("#/components/schemas/" + ProblemBody.class.getSimpleName());
    ApiResponses responses = operation.getResponses();
    responses.addApiResponse(
        "default",
        new ApiResponse()
            .description("a problem")
            .content(
                new Content()
                    .addMediaType("application/problem+json", new MediaType().schema(schema))));
  }
}
