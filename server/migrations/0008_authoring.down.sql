drop table generated_assets;
